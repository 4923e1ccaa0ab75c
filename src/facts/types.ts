// What the kernel says of the processes and objects of a run, as plain data that JSON can hold. Imports nothing.

/** What a pointer among a system call's arguments leads to, for the calls where that says what they wait for. */
export type Operand =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'operations'; readonly operations: readonly SemaphoreOperation[] }
  /** A futex: the value of its word. */
  | { readonly kind: 'word'; readonly value: number }
  /** Those that poll(2) or select(2) was given, or that epoll_wait(2) watches. */
  | { readonly kind: 'descriptors'; readonly descriptors: readonly number[] };

/** One of semop(2). */
export interface SemaphoreOperation {
  readonly index: number;
  /** Added to the value; 0: wait for zero. */
  readonly change: number;
}

export interface SystemCall {
  readonly name: string;
  /** As the call's manual page has them, also where the kernel takes them in another way. */
  readonly arguments: readonly number[];
  readonly operand: Operand | null;
}

/** Where in a file, or in memory that processes share, an address lies. */
export interface Mapping {
  readonly address: number;
  readonly shared: boolean;
  readonly offset: number;
  readonly inode: number;
  /** As it was when the file was opened: sem_open(3) makes a file under another name. */
  readonly path: string;
}

export interface Thread {
  readonly id: number;
  /** One letter, as ps(1) shows it: R runs, S waits, D waits without signals, T is stopped, Z has ended. */
  readonly state: string;
  /** false: it could run, and another one has the processor. Only a recording knows. */
  readonly hasProcessor?: boolean | undefined;
  /** Function of the kernel that it waits in. */
  readonly wait: string | null;
  /** null: it computes, or it was stopped outside of a call. */
  readonly call: SystemCall | null;
  /** Of the futex that it waits for. */
  readonly mapping: Mapping | null;
}

export interface Descriptor {
  readonly number: number;
  /** What open(2) was told: 0 reading, 1 writing, 2 both. */
  readonly access: number;
  /** A path, or `pipe:[123]`, `socket:[123]`. */
  readonly target: string;
  /** The thread that alone has it, in a table of its own: clone(2) without CLONE_FILES. */
  readonly thread?: number | undefined;
}

export interface Process {
  /** As the container's own processes see it. */
  readonly pid: number;
  /** 0: outside of the container. */
  readonly parent: number;
  /** As a thread's; once the first thread has ended, that of another one which goes on. */
  readonly state: string;
  readonly name: string;
  readonly directory: string;
  /** How many threads it has that have not ended; some may not be listed. */
  readonly threadCount: number;
  readonly threads: readonly Thread[];
  /** How many descriptors it has open; some may not be listed. */
  readonly descriptorCount: number;
  /** By number, those of single threads included. */
  readonly descriptors: readonly Descriptor[];
}

export interface Semaphore {
  readonly value: number;
  /** Processes that wait for it to grow. */
  readonly waitForMore: number;
  /** Processes that wait for it to become 0. */
  readonly waitForZero: number;
}

/** System V. */
export interface MessageQueue {
  readonly id: number;
  readonly key: number;
  readonly messages: number;
  readonly bytes: number;
  readonly maxBytes: number;
}

/** System V. */
export interface SemaphoreSet {
  readonly id: number;
  readonly key: number;
  readonly count: number;
  /** The first of them. */
  readonly semaphores: readonly Semaphore[];
}

/** System V. */
export interface SharedMemory {
  readonly id: number;
  readonly key: number;
  readonly size: number;
  readonly attached: number;
}

/** POSIX. */
export interface NamedQueue {
  /** Without its slash. */
  readonly name: string;
  readonly messages: number;
  readonly maxMessages: number;
  readonly messageSize: number;
}

/** A file of /dev/shm: POSIX shared memory, or a named semaphore (`sem.name`). */
export interface NamedObject {
  readonly name: string;
  readonly size: number;
  readonly inode: number;
}

/** A socket that has an address. */
export interface Socket {
  /** As in `socket:[123]`. */
  readonly inode: number;
  readonly kind: 'tcp' | 'udp' | 'unix';
  /** Whether it waits for others to connect. */
  readonly listens: boolean;
  /** `127.0.0.1:5000`, `[::1]:5000`; a path, or a name that begins with `@`; null: it has none yet. */
  readonly local: string | null;
  /** What it is connected to; null: to nothing, or to a UNIX socket. */
  readonly remote: string | null;
}

/** What the container's writable file systems hold, and could. */
export interface Space {
  readonly bytes: number;
  readonly maxBytes: number;
  readonly inodes: number;
  readonly maxInodes: number;
}

/** A line of a program's source. */
export interface SourcePlace {
  /** As the compiler was told it. */
  readonly file: string;
  readonly line: number;
  readonly function: string | null;
  /** What stands in that line; null: the file is not there. */
  readonly text: string | null;
  /** The function of a library that the line called. */
  readonly within: string | null;
}

/** The end of a process by a signal that leaves a core image, whether there was one or not. */
export interface Crash {
  readonly pid: number;
  readonly name: string;
  readonly signal: string;
  /** null: the program does not say which line its code belongs to. */
  readonly place: SourcePlace | null;
}

export interface Facts {
  /** What crashed in the container, the last first; absent: nothing. */
  readonly crashes?: readonly Crash[];
  readonly processes: readonly Process[];
  readonly messageQueues: readonly MessageQueue[];
  readonly semaphoreSets: readonly SemaphoreSet[];
  readonly sharedMemory: readonly SharedMemory[];
  readonly queues: readonly NamedQueue[];
  readonly objects: readonly NamedObject[];
  /** Absent: there is none with an address. */
  readonly sockets?: readonly Socket[];
  readonly space: Space | null;
  /**
   * Things that were too many to be told one by one: how many more, by kind (`processes`, `message-queues`, …); `lines`: what was
   * seen breaks off.
   */
  readonly more: Readonly<Record<string, number>>;
}
