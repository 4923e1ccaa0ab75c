// What passes between `<ipc-lab>` and the frame in it: calls over one port, news over another.
import type { ExitStatus } from '#protocol/exec-spec.js';
import type { Program, ProgramResult } from '#hosts/worker/program.js';
import type { PlainError } from '#util/error.js';

/** The frame's first message; it has no secret, so that any page may embed it. */
export const HELLO = 'ipclab: the frame is there';

/** The answer to it; its two ports are those of {@link FrameApi} and of {@link News}. */
export const PORTS = 'ipclab: the ports';

/** What the frame shows. */
export interface View {
  /** `topic/name` of an example; undefined: the files. */
  readonly example: string | undefined;
  /** Text of each file of a program of one's own. */
  readonly files: Readonly<Record<string, string>> | undefined;
  /** Run, Stop, Check and what else one does with a program. */
  readonly controls: boolean;
  readonly editor: boolean;
  /** Runs are recorded, and drawn below the terminal. */
  readonly xray: boolean;
}

export type Outcome<T> = { readonly value: T } | { readonly error: PlainError };

/** Nothing is thrown across: an error is data. */
export interface FrameApi {
  show(view: View): Promise<Outcome<undefined>>;
  run(program: Program): Promise<Outcome<ProgramResult>>;
  /** Presses Run. */
  start(): Promise<void>;
  /** Presses Stop. */
  stop(): Promise<void>;
  /** Back to the machine's snapshot. */
  reset(): Promise<void>;
}

export type News =
  /** The machine is at its prompt. */
  | { readonly type: 'ready' }
  /** A program runs that a person started. */
  | { readonly type: 'run'; readonly program: string }
  /** It has ended. */
  | { readonly type: 'result'; readonly program: string; readonly status: ExitStatus }
  /** The machine is lost, with a sentence and what to do; the frame shows them too. */
  | { readonly type: 'failure'; readonly message: string };
