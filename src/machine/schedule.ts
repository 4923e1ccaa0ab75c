// Which process has the processor, as data. Instants are instructions since the machine was told to start the program.

/**
 * What else can happen to a program than that it loses the processor: its next system call fails with an error and does nothing, or moves
 * fewer bytes than it should, or its process is killed before it.
 */
export const FAULTS = ['EINTR', 'EAGAIN', 'ENOMEM', 'short', 'kill'] as const;
export type FaultName = (typeof FAULTS)[number];

/** The processor is taken from whoever runs, and given to another that is ready. */
export interface Preemption {
  /** It happens at the end of the basic block there. */
  readonly at: number;
  /** For how long it is taken, ms: whoever sleeps for less wakes up first. Default: {@link LEAP}. */
  readonly leap?: number | undefined;
  /** In its place: at the next system call from there on. */
  readonly fault?: FaultName | undefined;
  /** With `short`: how many bytes it may move. */
  readonly bytes?: number | undefined;
}

/** Where the guest's kernel does not decide by itself who runs. */
export interface Schedule {
  /** From here on the processor stops after each basic block of a program; before, nothing is preempted. */
  readonly from: number;
  /** In ascending order. */
  readonly preemptions: readonly Preemption[];
}

/**
 * How far the clock leaps where a process is to lose the processor, ms: more than Linux lets one compute while others are
 * ready, and too little for a program that waits for seconds to notice.
 */
export const LEAP = 40;
