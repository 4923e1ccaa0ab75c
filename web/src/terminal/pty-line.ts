// A job of the guest, on a terminal of its own, as the line of a pane.
import type { ExecSpec, ExitStatus } from '#protocol/exec-spec.js';
import { Attendance } from '#hosts/worker/attendance.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import type { RemoteJob } from '#hosts/worker/remote-job.js';
import type { SignalTarget } from '#protocol/messages.js';
import type { Bytes } from '#util/bytes.js';
import { Meter } from './meter.js';
import type { Line, Pane } from './pane.js';
import { GreetingFilter } from './prompt.js';

/** Bytes of output that may be under way; more wait in the program, as on a slow terminal. */
const WINDOW = 256 * 1024;

export class PtyLine implements Line {
  readonly #job: RemoteJob;
  readonly isShell: boolean;
  readonly #meter = new Meter(WINDOW);
  readonly #attendance: Attendance;

  /** Starts the job and connects the pane to it. */
  constructor(container: RemoteContainer, spec: ExecSpec, pane: Pane, what: Parameters<Pane['connect']>[1]) {
    this.isShell = what !== 'program';
    const greeting = this.isShell ? new GreetingFilter() : undefined;
    this.#job = container.exec({ ...spec, terminal: pane.screen.size, window: WINDOW }, (_stream, bytes) => {
      pane.receive(greeting?.push(bytes) ?? bytes, () => {
        this.#grant(bytes.length);
      });
    });
    this.#attendance = new Attendance(
      {
        write: (bytes) => {
          forget(this.#job.write(bytes));
        },
        signal: (name, target) => {
          this.signal(name, target);
        },
      },
      (rest) => {
        pane.screen.say(`[the program ${rest}]`);
      },
    );
    this.#job.onChange = (change) => {
      this.#attendance.changed(change);
    };
    const over = (): void => {
      this.#attendance.release();
    };
    this.#job.exited.then(over, over);
    pane.connect(this, what);
  }

  /** How it ended, after the last byte was handed to the screen. */
  get exited(): Promise<ExitStatus> {
    return this.#job.exited;
  }

  write(bytes: Bytes): void {
    this.#attendance.type(bytes);
  }

  resize(size: { readonly rows: number; readonly columns: number }): void {
    forget(this.#job.resize(size));
  }

  signal(name: string, target: SignalTarget): void {
    forget(this.#job.signal(name, target));
  }

  end(): void {
    this.signal('SIGKILL', 'job');
  }

  #grant(bytes: number): void {
    const grant = this.#meter.taken(bytes);
    if (grant > 0) forget(this.#job.grant('stdout', grant));
  }
}

/** A machine that is gone is told to everybody who uses it, by `Machine.lost`. */
function forget(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
