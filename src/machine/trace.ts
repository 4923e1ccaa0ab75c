// What the programs of a run did, as plain data. Instants are instructions since the machine was told to start the program.

/** Addresses from here on are libraries, in the kernel's area for mappings; a program's own code lies below. */
export const LIBRARIES = 0xa000_0000;

export interface TracedThread {
  /** From 1 on, in the order in which they first ran. */
  readonly id: number;
  /** From 1 on; threads of a process have the same. */
  readonly process: number;
  /** The kernel's number, as the thread itself knows it. */
  readonly tid: number;
  readonly started: number;
  ended: number | null;
}

/** What somebody waits for in futex(2). */
export interface TracedWait {
  /** A mutex that another thread has locked, or the end of another thread. */
  readonly for: 'mutex' | 'end';
  /** The kernel's number of the thread that has it, or that is to end. */
  readonly tid: number;
}

/** Of semop(2). */
export interface TracedSemaphores {
  /** The kernel's number of the set. */
  readonly set: number;
  /** In their order; `by`: what is added to it. */
  readonly changes: readonly { readonly semaphore: number; readonly by: number }[];
}

export interface TracedCall {
  /** When the basic block begins that makes the call: the last moment before it at which its thread can lose the processor. */
  readonly at: number;
  readonly thread: number;
  readonly number: number;
  /** The first five. */
  readonly arguments: readonly number[];
  /** Of socketcall(2): those of the function that it stands for, six of them. */
  readonly parts?: readonly number[];
  /** Of a call that makes a pair of descriptors: both. */
  readonly made?: readonly number[];
  /** Where the program is left for it: an address that a call of the program returns to. */
  readonly from: number | null;
  /** How long it lets its thread sleep, ms; left out: it is no such call. */
  readonly sleeps?: number;
  /** The handler that it installs; left out: none, or it is no such call. */
  readonly handler?: { readonly address: number; readonly restarts: boolean };
  /** What it does to a set of semaphores of System V; left out: it is no such call. */
  readonly semaphores?: TracedSemaphores;
  /** Left out: it is no such call, or nobody knows for whom it waits. */
  readonly waits?: TracedWait;
  /** As the kernel has it; null: it did not return. */
  readonly result: number | null;
  readonly returned: number | null;
}

/** A basic block of a program's own code. */
export interface TracedPlace {
  readonly thread: number;
  readonly address: number;
  readonly times: number;
  /** When it began, the first times. */
  readonly at: readonly number[];
}

/** A thread goes on, or begins. */
export interface TracedTurn {
  readonly at: number;
  readonly thread: number;
  /** Where it goes on. */
  readonly address: number;
  /** Basic blocks of the program's own code that it has executed, and calls that it has made. */
  readonly blocks: number;
  readonly calls: number;
}

export interface Trace {
  readonly instructions: number;
  /** Threads of the guest's agent, by a name that is the same in each run from the same moment. */
  readonly agents: readonly string[];
  /** The first address of a program's own code. */
  readonly first: number | null;
  readonly threads: readonly TracedThread[];
  readonly calls: readonly TracedCall[];
  readonly places: readonly TracedPlace[];
  /** From when on which thread executes. */
  readonly turns: readonly TracedTurn[];
}
