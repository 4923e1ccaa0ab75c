// The lines of an EVIDENCE message as data.
import type { Descriptor, Facts, Mapping, Process, Semaphore, SystemCall, Thread } from '../types.js';
import { normalizeCall } from './call.js';
import { isOfCrash } from './crash.js';
import { bytesOf, textOf } from './field.js';
import { socketOf } from './socket.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
type OpenProcess = Omit<Mutable<Process>, 'threads' | 'descriptors'> & {
  threads: OpenThread[];
  descriptors: Descriptor[];
};
interface OpenThread {
  id: number;
  state: string;
  wait: string | null;
  call: { number: number; arguments: number[] } | null;
  memory: Uint8Array | null;
  /** Descriptors. */
  watched: number[] | null;
  mapping: Mapping | null;
}

/** @param refuse called with a line that is none; must throw */
export function parseEvidence(text: string, refuse: (line: string) => never): Facts {
  return new Parser(refuse).parse(text);
}

class Parser {
  #machine = '';
  #line = '';
  #fields: string[] = [];
  readonly #processes = new Map<number, OpenProcess>();
  readonly #facts: Omit<Mutable<Facts>, 'processes' | 'more'> & { more: Record<string, number> } = {
    messageQueues: [],
    semaphoreSets: [],
    sharedMemory: [],
    queues: [],
    objects: [],
    space: null,
    more: {},
  };
  readonly #sets = new Map<number, Semaphore[]>();

  constructor(private readonly refuse: (line: string) => never) {}

  parse(text: string): Facts {
    for (const line of text.split('\n').slice(0, -1)) {
      this.#line = line;
      this.#fields = line.split(' ');
      this.#take(this.#text());
    }
    return { ...this.#facts, processes: [...this.#processes.values()].map((process) => this.#close(process)) };
  }

  #take(kind: string): void {
    const facts = this.#facts;
    const number = (): number => this.#number();
    const text = (): string => this.#text();
    if (kind === 'machine') this.#machine = text();
    else if (kind === 'process') this.#takeProcess();
    else if (kind === 'cwd') this.#process().directory = text();
    else if (kind === 'thread') this.#takeThread();
    else if (kind === 'memory') this.#takeMemory();
    else if (kind === 'watches') this.#takeWatched();
    else if (kind === 'map') this.#takeMapping();
    else if (kind === 'fd') this.#takeDescriptor(this.#process());
    else if (kind === 'thread-fd') this.#takeDescriptor(this.#process(), number());
    else if (kind === 'threads') this.#process().threadCount = number();
    else if (kind === 'descriptors') this.#process().descriptorCount = number();
    else if (kind === 'message-queue')
      facts.messageQueues.push({
        id: number(),
        key: number(),
        messages: number(),
        bytes: number(),
        maxBytes: number(),
      });
    else if (kind === 'semaphore-set') this.#takeSet();
    else if (kind === 'semaphore') this.#takeSemaphore();
    else if (kind === 'shared-memory')
      facts.sharedMemory.push({ id: number(), key: number(), size: number(), attached: number() });
    else if (kind === 'queue')
      facts.queues.push({ messages: number(), maxMessages: number(), messageSize: number(), name: text() });
    else if (kind === 'object') facts.objects.push({ size: number(), inode: number(), name: text() });
    else if (kind === 'socket') this.#takeSocket();
    else if (kind === 'space')
      facts.space = { bytes: number(), maxBytes: number(), inodes: number(), maxInodes: number() };
    else if (kind === 'truncated') facts.more['lines'] = 1;
    else if (kind === 'more') facts.more['processes'] = number();
    else if (kind.startsWith('more-')) facts.more[kind.slice('more-'.length)] = number();
    else if (!isOfCrash(kind)) this.refuse(this.#line);
  }

  #takeProcess(): void {
    const pid = this.#number();
    this.#processes.set(pid, {
      pid,
      parent: this.#number(),
      state: this.#text(),
      name: this.#text(),
      directory: '',
      threadCount: 0,
      threads: [],
      descriptorCount: 0,
      descriptors: [],
    });
  }

  #takeThread(): void {
    const process = this.#process();
    const id = this.#number();
    const state = this.#text();
    const wait = this.#text();
    const number = this.#text();
    const call = number === '-' ? null : { number: Number(number), arguments: this.#fields.splice(0).map(Number) };
    process.threads.push({
      id,
      state,
      wait: wait === '-' ? null : wait,
      call,
      memory: null,
      watched: null,
      mapping: null,
    });
  }

  #takeMemory(): void {
    const process = this.#process();
    const id = this.#number();
    this.#number();
    const hex = this.#text();
    const thread = process.threads.find((candidate) => candidate.id === id);
    if (thread) thread.memory = bytesOf(hex);
  }

  #takeWatched(): void {
    const process = this.#process();
    const id = this.#number();
    const thread = process.threads.find((candidate) => candidate.id === id);
    // The kernel lists them by where their files lie in its memory.
    const numbers = this.#fields.splice(0).map(Number);
    if (thread) thread.watched = numbers.sort((a, b) => a - b);
  }

  #takeMapping(): void {
    const thread = this.#process().threads.at(-1);
    const mapping = {
      address: this.#number(),
      shared: this.#text() === 's',
      offset: this.#number(),
      inode: this.#number(),
      path: this.#text(),
    };
    if (thread) thread.mapping = mapping;
  }

  #takeDescriptor(process: OpenProcess, thread?: number): void {
    const number = this.#number();
    const flags = this.#text();
    process.descriptors.push({
      number,
      access: flags === '-' ? 0 : parseInt(flags, 8) & 3,
      target: this.#text(),
      ...(thread !== undefined && { thread }),
    });
  }

  #takeSocket(): void {
    const socket = socketOf({
      inode: this.#number(),
      table: this.#text(),
      listens: this.#number() === 1,
      local: this.#text(),
      remote: this.#text(),
    });
    this.#facts.sockets = [...(this.#facts.sockets ?? []), socket ?? this.refuse(this.#line)];
  }

  #takeSet(): void {
    const semaphores: Semaphore[] = [];
    const id = this.#number();
    this.#facts.semaphoreSets.push({ id, key: this.#number(), count: this.#number(), semaphores });
    this.#sets.set(id, semaphores);
  }

  #takeSemaphore(): void {
    const set = this.#sets.get(this.#number()) ?? this.refuse(this.#line);
    this.#number();
    set.push({ value: this.#number(), waitForMore: this.#number(), waitForZero: this.#number() });
  }

  #process(): OpenProcess {
    return this.#processes.get(this.#number()) ?? this.refuse(this.#line);
  }

  #number(): number {
    const value = Number(this.#fields.shift() ?? NaN);
    return Number.isNaN(value) ? this.refuse(this.#line) : value;
  }

  #text(): string {
    return textOf(this.#fields.shift() ?? this.refuse(this.#line));
  }

  #close(process: OpenProcess): Process {
    const threads = process.threads.map(({ call, memory, watched, ...thread }): Thread => ({
      ...thread,
      call: call && withWatched(normalizeCall(this.#machine, call.number, call.arguments, memory), watched),
    }));
    return {
      ...process,
      // Where what was seen breaks off, the lines that say how many are missing.
      threadCount: Math.max(process.threadCount, threads.length),
      threads,
      descriptorCount: Math.max(process.descriptorCount, process.descriptors.length),
      descriptors: process.descriptors.sort((a, b) => a.number - b.number),
    };
  }
}

/** epoll_wait(2) has no pointer to what it waits for. */
function withWatched(call: SystemCall, watched: readonly number[] | null): SystemCall {
  return watched ? { ...call, operand: { kind: 'descriptors', descriptors: watched } } : call;
}
