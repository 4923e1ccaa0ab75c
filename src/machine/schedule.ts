// Which process has the processor, as data. Instants are instructions since the machine was told to start the program.

/** The processor is taken from whoever runs, and given to another that is ready. */
export interface Preemption {
  /** It happens at the end of the basic block there. */
  readonly at: number;
}

/** Where the guest's kernel does not decide by itself who runs. */
export interface Schedule {
  /** From here on the processor stops after each basic block, so that a preemption is exact; before, nothing is preempted. */
  readonly from: number;
  /** In ascending order. */
  readonly preemptions: readonly Preemption[];
}
