// What the agent saw in a container (docs/protocol.md, EVIDENCE), as plain data.
import { concat, decodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { explain } from './explain.js';
import { parseEvidence } from './parse.js';

export interface SystemCall {
  readonly name: string;
  /** As the call's manual page has them, also where the kernel takes them in another way. */
  readonly arguments: readonly number[];
  /** What a pointer among them points to, for the calls where that helps. */
  readonly memory: Uint8Array | null;
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
}

export interface Process {
  /** As the container's own processes see it. */
  readonly pid: number;
  /** 0: outside of the container. */
  readonly parent: number;
  readonly state: string;
  readonly name: string;
  readonly directory: string;
  readonly threads: readonly Thread[];
  readonly descriptors: readonly Descriptor[];
}

export interface Semaphore {
  readonly value: number;
  /** Processes that wait for it to grow. */
  readonly waitForMore: number;
  /** Processes that wait for it to become 0. */
  readonly waitForZero: number;
}

export interface Facts {
  readonly processes: readonly Process[];
  readonly messageQueues: readonly {
    readonly id: number;
    readonly key: number;
    readonly messages: number;
    readonly bytes: number;
    readonly maxBytes: number;
  }[];
  readonly semaphoreSets: readonly {
    readonly id: number;
    readonly key: number;
    readonly count: number;
    /** The first of them. */
    readonly semaphores: readonly Semaphore[];
  }[];
  readonly sharedMemory: readonly {
    readonly id: number;
    readonly key: number;
    readonly size: number;
    readonly attached: number;
  }[];
  /** POSIX message queues; the name without its slash. */
  readonly queues: readonly {
    readonly name: string;
    readonly messages: number;
    readonly maxMessages: number;
    readonly messageSize: number;
  }[];
  /** Files of /dev/shm: POSIX shared memory and named semaphores (`sem.name`). */
  readonly objects: readonly { readonly name: string; readonly size: number; readonly inode: number }[];
  /** What the container's writable file systems hold, and could. */
  readonly space: {
    readonly bytes: number;
    readonly maxBytes: number;
    readonly inodes: number;
    readonly maxInodes: number;
  } | null;
  /** Things that were too many to be told one by one: how many more, by kind. */
  readonly more: Readonly<Record<string, number>>;
}

export interface Evidence extends Facts {
  /** The same for a person, a sentence each. */
  readonly sentences: readonly string[];
}

/** What the agent sends at most, bytes. */
const MAX_EVIDENCE = 128 * 1024;

/** Evidence as it comes, in pieces. */
export class EvidenceParts {
  #parts: Uint8Array[] = [];
  #size = 0;

  /** @throws IpclabError `machine-lost` when it is more than the agent sends */
  add(piece: Uint8Array): void {
    this.#size += piece.length;
    if (this.#size > MAX_EVIDENCE)
      throw new IpclabError('machine-lost', 'the guest sent more evidence than there can be');
    if (piece.length > 0) this.#parts.push(piece);
  }

  /** All of it, for {@link decodeEvidence}; the next begins then. */
  take(): string {
    const text = decodeText(concat(this.#parts));
    this.#parts = [];
    this.#size = 0;
    return text;
  }
}

/** @throws IpclabError `machine-lost` when the text is not what the agent sends */
export function decodeEvidence(text: string): Evidence | null {
  if (text === '') return null;
  const facts = parseEvidence(text, (line) => {
    throw new IpclabError('machine-lost', `the guest sent evidence with a line that is none: ${JSON.stringify(line)}`);
  });
  return { ...facts, sentences: explain(facts) };
}
