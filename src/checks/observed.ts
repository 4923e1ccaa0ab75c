// What checks look at: a compilation and a run, as plain data.
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import type { Facts } from '#facts/types.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import type { Bytes } from '#util/bytes.js';
import type { IpclabError } from '#util/error.js';
import type { Recording } from '#xray/events.js';
import type { Trace } from './trace.js';

/** What came of compiling one program. */
export interface Compilation {
  readonly program: string;
  /** All that the compiler said, or what kept it from being asked. */
  readonly messages: string;
  /** Why there is no program; undefined: there is one. */
  readonly failure: string | undefined;
}

/** What a party of a run did. */
export interface PartyOutcome {
  readonly name: string;
  /** Null: the guest refused to start it. */
  readonly status: ExitStatus | null;
  /** Why it was not started. */
  readonly refused: IpclabError | null;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Its first process, as the container counts. */
  readonly pid?: number | undefined;
  /** The step of its script that could not be done, if there was one. */
  readonly problem: string | undefined;
}

/** A file after a run. */
export type FileState = { readonly content: Uint8Array } | { readonly absent: true } | { readonly refused: string };

export interface ObservedRun {
  readonly parties: readonly PartyOutcome[];
  /** What was there when a step of a script looked, by the name of the look. */
  readonly looks: ReadonlyMap<string, Facts | null>;
  /** After the last party. */
  readonly evidence: Facts | null;
  /** The files that checks ask for. */
  readonly files: ReadonlyMap<string, FileState>;
  /** By the name of the party. */
  readonly traces: ReadonlyMap<string, Trace>;
  /** What happened; left out: no check asks. */
  readonly recording?: Recording | undefined;
  /** What the sanitizers found; null: the programs had none. */
  readonly sanitizer: SanitizerReport | null;
}

/** The processor is taken there, or the fault happens at the next call; `bytes`: that a short one may move. */
export interface ExploredPreemption {
  readonly at: number;
  readonly fault?: string | undefined;
  readonly bytes?: number | undefined;
}

/** What came of a run under the schedules that were tried. */
export interface ExploredRun {
  /** How many were tried. */
  readonly schedules: number;
  /** There are no more with so many preemptions. */
  readonly isComplete: boolean;
  /** Null: what was asked held under all of them. */
  readonly failure: {
    /** Which of the schedules it was, counted from 1. */
    readonly number: number;
    /** Where the processor is taken, in instructions since the run began; see `Schedule` in `src/machine`. */
    readonly schedule: { readonly from: number; readonly preemptions: readonly ExploredPreemption[] };
    /** A sentence for each preemption, without a full stop. */
    readonly story: readonly string[];
    /** What did not hold then, a sentence each. */
    readonly problems: readonly string[];
  } | null;
}

/** A run as one check looks at it. */
export interface LookedAt extends ObservedRun {
  /** The party that it is about; undefined: there is none. */
  readonly party: PartyOutcome | undefined;
  /** Null: the check asks for no schedules, or they are not known. */
  readonly explored: ExploredRun | null;
  /** The files that a text may be compared with, by name. */
  readonly known: Readonly<Record<string, Bytes>>;
}
