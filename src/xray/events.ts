// What the recorder in the guest's kernel saw of a run, in the order in which it happened, as plain data that JSON can hold.
// Imports nothing. Numbers of processes and threads are those that the container's own processes see.

/** By the numbers that the recorder has for them. */
export const OBJECT_KINDS = [
  'other',
  'pipe',
  'fifo',
  'socket',
  'file',
  'directory',
  'terminal',
  'device',
  'message-queue',
  'posix-queue',
  'semaphore-set',
  'shared-memory',
  'futex',
  'eventfd',
  'epoll',
  'signalfd',
  'timerfd',
  'inotify',
  'pidfd',
] as const;

export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** A thing of the kernel that processes share, however they name it. */
export interface ObjectReference {
  readonly kind: ObjectKind;
  /**
   * Distinguishes it from all others of its kind in this run: an inode's number, the identifier of a System V object, a
   * futex's page and offset.
   */
  readonly id: number;
  /** Of a file, a FIFO, a POSIX object, a socket's address. */
  readonly name?: string | undefined;
  /** Of a connected pair of local sockets: the other one's id. */
  readonly peer?: number | undefined;
}

/** How much is in an object: bytes in a pipe or a socket, messages in a queue, a semaphore's value. */
export interface Content {
  readonly amount: number;
  /** What fits into it; absent: the kernel names no limit. */
  readonly capacity?: number | undefined;
}

/** What a descriptor stood for when a call used it. */
export interface DescriptorUse {
  readonly descriptor: number;
  readonly object: ObjectReference;
  readonly access: 'read' | 'write' | 'both';
}

interface At {
  /** Nanoseconds of the guest since the recording began. With the virtual clock ten of them are an instruction. */
  readonly time: number;
  /** Who did it; 0: nobody of the container, for instance a timer. */
  readonly thread: number;
}

/** A system call begins. */
export interface CallEvent extends At {
  readonly kind: 'call';
  readonly process: number;
  readonly name: string;
  readonly arguments: readonly number[];
  /** What its descriptors, or its System V or futex arguments, stand for. */
  readonly uses: readonly DescriptorUse[];
  readonly objects: readonly ObjectReference[];
  readonly path?: string | undefined;
  /** The first bytes that it hands over, as Latin-1: one character a byte. */
  readonly bytes?: string | undefined;
  /** Whom it sends to, as a socket's name has it; left out: nobody in particular. */
  readonly to?: string | undefined;
  /** Return addresses on the user's stack, the innermost first. */
  readonly callers: readonly number[];
}

/** A system call ends. */
export interface ReturnEvent extends At {
  readonly kind: 'return';
  readonly name: string;
  /** As the kernel has it: a negative number is an error. */
  readonly result: number;
  /** The first bytes that it got, as Latin-1. */
  readonly bytes?: string | undefined;
  /** Of the first object that the call used, after it. */
  readonly content?: Content | undefined;
  /** Objects that came to be: two ends of a pipe or a pair, what was opened, accepted, received. */
  readonly uses: readonly DescriptorUse[];
}

/** The processor goes from a thread to another; 0: to nobody of the container. */
export interface SwitchEvent extends At {
  readonly kind: 'switch';
  readonly to: number;
  /** What `thread` is from then on. */
  readonly state: 'ready' | 'waits' | 'waits-unkillable' | 'stopped' | 'traced' | 'ended';
  /** It would have gone on, and was not let. */
  readonly preempted: boolean;
}

/** `thread` made `whom` ready to run. */
export interface WakeEvent extends At {
  readonly kind: 'wake';
  readonly whom: number;
}

export interface ForkEvent extends At {
  readonly kind: 'fork';
  /** The new process, or that of the new thread. */
  readonly process: number;
  readonly child: number;
  /** A thread of the same process: clone(2) with CLONE_THREAD. */
  readonly isThread: boolean;
}

export interface ExecEvent extends At {
  readonly kind: 'exec';
  readonly path: string;
}

/** A thread ends; its process does when no other is left. */
export interface ExitEvent extends At {
  readonly kind: 'exit';
  readonly process: number;
  /** As wait(2) gives it: exit status in the second byte, signal in the first. */
  readonly status: number;
}

export interface SignalSentEvent extends At {
  readonly kind: 'signal-sent';
  readonly signal: number;
  readonly to: number;
  readonly outcome: 'pending' | 'ignored' | 'already-pending' | 'lost';
}

export interface SignalDeliveredEvent extends At {
  readonly kind: 'signal-delivered';
  readonly signal: number;
  /** The default action, or the address of the handler. */
  readonly action: 'default' | number;
}

/** The processor refused an access of `thread`. */
export interface FaultEvent extends At {
  readonly kind: 'fault';
  readonly address: number;
  readonly instruction: number;
}

/** There was no room for events that came here. */
export interface LostEvent extends At {
  readonly kind: 'lost';
  readonly count: number;
}

export type XrayEvent =
  | CallEvent
  | ReturnEvent
  | SwitchEvent
  | WakeEvent
  | ForkEvent
  | ExecEvent
  | ExitEvent
  | SignalSentEvent
  | SignalDeliveredEvent
  | FaultEvent
  | LostEvent;

/** A recording: what was there when it began, and what happened since. */
export interface Recording {
  readonly version: 1;
  /** What the monotonic clock of the guest read when the recording began, nanoseconds. */
  readonly start: number;
  readonly events: readonly XrayEvent[];
}
