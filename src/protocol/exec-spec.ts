import type { Facts } from '#facts/types.js';

/** Limits of a job; an absent one does not limit. */
export interface JobLimits {
  /** Processor time of each process, ms. */
  readonly cpu?: number | undefined;
  /** Time from start to end by the guest's clock, ms. */
  readonly wall?: number | undefined;
  /**
   * Bytes of each output stream that are kept, three quarters from its beginning and the rest from its end; what is
   * between is dropped and counted. Not for a stream with a window.
   */
  readonly output?: number | undefined;
  /** Size of a file that it writes, bytes (RLIMIT_FSIZE). */
  readonly file?: number | undefined;
  /** Memory of all its processes together, bytes. */
  readonly memory?: number | undefined;
  /** Processes at a time, all together. */
  readonly processes?: number | undefined;
  /** Open descriptors of a process (RLIMIT_NOFILE). */
  readonly openFiles?: number | undefined;
  /** Size of a core image, bytes (RLIMIT_CORE). */
  readonly core?: number | undefined;
  /** Size of a stack, bytes (RLIMIT_STACK). */
  readonly stack?: number | undefined;
}

/** The limits in the order of the protocol. */
export const LIMIT_NAMES = [
  'cpu',
  'wall',
  'output',
  'file',
  'memory',
  'processes',
  'openFiles',
  'core',
  'stack',
] as const satisfies readonly (keyof JobLimits)[];

export type LimitName = (typeof LIMIT_NAMES)[number];

export interface TerminalSize {
  readonly rows: number;
  readonly columns: number;
}

/** What to run, as plain data. */
export interface ExecSpec {
  /** Number of the container that it runs in; default: none, for the host's own programs. */
  readonly container?: number | undefined;
  /** Program and arguments; a program without a slash is searched in the environment's PATH. */
  readonly argv: readonly string[];
  /** The whole environment; default {@link DEFAULT_ENVIRONMENT}. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Working directory in the guest; default `/`. */
  readonly directory?: string | undefined;
  /** Name of a user of the guest; default `student`; the empty string: as the agent itself. */
  readonly user?: string | undefined;
  /** `'none'`: /dev/null; `'open'`: fed with `Job.write` and closed by `Job.endInput`. Default `'none'`. */
  readonly input?: 'none' | 'open' | undefined;
  /** A terminal of its own instead of three streams. */
  readonly terminal?: TerminalSize | undefined;
  /** Bytes of each stream the guest may send before {@link Job.grant}; default: any number. */
  readonly window?: number | undefined;
  /** How long its other processes may outlive the first, ms; Infinity: as long as they like. Default {@link LINGER}. */
  readonly linger?: number | undefined;
  readonly limits?: JobLimits | undefined;
}

/** What a login shell of today gives its programs. */
export const DEFAULT_ENVIRONMENT: Readonly<Record<string, string>> = {
  HOME: '/home/student',
  USER: 'student',
  LOGNAME: 'student',
  SHELL: '/bin/sh',
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
};

/** Resource usage as `getrusage(2)` names it, in the units given here. */
export interface ResourceUsage {
  /** Processor time in user mode, µs. */
  readonly user: number;
  /** Processor time in the kernel, µs. */
  readonly system: number;
  /** Largest resident set, KiB. */
  readonly maxrss: number;
  readonly minflt: number;
  readonly majflt: number;
  readonly nvcsw: number;
  readonly nivcsw: number;
}

/** A stream as it was cut at the output limit. */
export interface Cut {
  /** Where in the bytes that came something is missing. */
  readonly at: number;
  /** Bytes that are missing there. */
  readonly missing: number;
}

/** How a job ended, as plain data. */
export interface ExitStatus {
  /** Exit status of the first process, or null when a signal ended it. */
  readonly exit: number | null;
  /** Name of the signal that ended it, or null. */
  readonly signal: string | null;
  /** Whether it left a core image (WCOREDUMP). */
  readonly core: boolean;
  /** The limit that ended the job. */
  readonly limit: LimitName | null;
  /** Every limit that was met, also those that the program survived. */
  readonly reached: readonly LimitName[];
  /** Time from start to end by the guest's monotonic clock, ns. */
  readonly wall: number;
  readonly usage: ResourceUsage;
  /** Bytes it wrote to each stream, of which the output limit may have dropped some. */
  readonly written: { readonly stdout: number; readonly stderr: number };
  /** What is missing of each stream; null: nothing. */
  readonly cut: { readonly stdout: Cut | null; readonly stderr: Cut | null };
  /** Processes that had to be killed at the end. */
  readonly killed: number;
  /** What the container looked like just before they were killed; null: nobody had to be, or there is no container. */
  readonly evidence: Facts | null;
}

/** What has become of a job's first process while the job goes on. */
export interface JobChange {
  readonly change: 'stopped' | 'continued' | 'ended';
  /** Exit status, when it has ended by itself. */
  readonly exit: number | null;
  /** Name of the signal that stopped, continued or ended it. */
  readonly signal: string | null;
  /** Processes of the job that are there. */
  readonly left: number;
}
