// What a thread is at, and what it waits for, as plain data.
import type { End } from '../descriptors.js';
import type { Socket } from '../types.js';

/** A process as sentences and drawings name it. */
export interface Named {
  readonly pid: number;
  readonly name: string;
}

export type Doing =
  | { readonly is: 'computing' }
  /** It could go on, and another one has the processor. */
  | { readonly is: 'ready' }
  /** By a signal such as SIGSTOP. */
  | { readonly is: 'stopped' }
  /** Outside of a system call; `where` is a function of the kernel. */
  | { readonly is: 'in-kernel'; readonly where: string | null }
  /** In a system call, by the name that its manual page has. */
  | { readonly is: 'waiting'; readonly call: string; readonly for: Obstacle };

/** Who has the other end of a pipe open. */
export interface OtherEnd extends Named {
  /** The one that waits. */
  readonly itself: boolean;
  readonly descriptors: readonly number[];
}

/** What must come, go or change before a thread can go on. */
export type Obstacle =
  /** Its end; null: of any child. */
  | { readonly kind: 'child'; readonly child: Named | null }
  | { readonly kind: 'thread'; readonly id: number }
  /** vfork(2): that the child executes a program or ends. */
  | { readonly kind: 'exec' }
  | { readonly kind: 'signal' }
  | { readonly kind: 'time' }
  /** A signal stopped it and it went on; what it waited for is not known any more. */
  | { readonly kind: 'resumed' }
  | { readonly kind: 'file-lock'; readonly target: string | null }
  | {
      readonly kind: 'pipe';
      readonly descriptor: number;
      /** Path of a FIFO; null: it has no name. */
      readonly fifo: string | null;
      /** The end whose holders could help. */
      readonly end: End;
      readonly holders: readonly OtherEnd[];
    }
  | { readonly kind: 'terminal' }
  /** null: the descriptor is not among those that are known. */
  | { readonly kind: 'descriptor'; readonly descriptor: number; readonly target: string | null }
  | {
      readonly kind: 'socket';
      readonly descriptor: number;
      /** null: it has no address, or the socket is not known. */
      readonly socket: Socket | null;
      /** Who has the other end open, where it is known. */
      readonly holders: readonly OtherEnd[];
    }
  /** accept(2): `address` is null where it is not known. */
  | { readonly kind: 'connection'; readonly descriptor: number; readonly address: string | null }
  /** poll(2), select(2) and epoll_wait(2); none: it is not known which. */
  | { readonly kind: 'descriptors'; readonly descriptors: readonly number[] }
  /** open(2): that somebody opens the other end; `path` is empty where it is not known. */
  | { readonly kind: 'fifo'; readonly path: string; readonly end: End }
  | {
      readonly kind: 'semaphore';
      readonly set: number;
      readonly index: number;
      /** Its value now; null: not known. */
      readonly value: number | null;
      /** What is to be added to it; 0: that it becomes 0. */
      readonly change: number;
    }
  | { readonly kind: 'posix-semaphore'; readonly name: string }
  /** A futex in memory of its own. */
  | { readonly kind: 'own-lock' }
  /** A futex in memory that processes share: `memory` is the name of a POSIX object, `path` that of a file, else neither has one. */
  | {
      readonly kind: 'shared-lock';
      readonly memory: string | null;
      readonly path: string | null;
      readonly offset: number;
    }
  | {
      readonly kind: 'queue-full';
      readonly id: number;
      /** null: the queue is not known. */
      readonly bytes: number | null;
      readonly maxBytes: number;
      /** Bytes of the message. */
      readonly size: number;
    }
  | {
      readonly kind: 'queue-empty';
      readonly id: number;
      /** How many it has; null: the queue is not known. */
      readonly messages: number | null;
      readonly type: number;
    }
  | {
      readonly kind: 'posix-queue-full' | 'posix-queue-empty';
      readonly descriptor: number;
      readonly queue: PosixQueue | null;
    }
  /** `where` is a function of the kernel. */
  | { readonly kind: 'unknown'; readonly where: string | null };

export interface PosixQueue {
  readonly name: string;
  readonly messages: number;
}
