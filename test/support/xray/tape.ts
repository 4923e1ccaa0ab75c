// Recordings as short as a test wants to write them: who does what, a microsecond apart.
import type { Content, DescriptorUse, ObjectReference, Recording, SwitchEvent, XrayEvent } from '#xray/events.js';

const STEP = 1000;

/** The first of the fields of clone3's structure, as the recorder has it. */
const CLONE_THREAD = '\0\0\x01\0\0\0\0\0';

/** Each kind of event without its time. */
type Untimed<Event> = Event extends XrayEvent ? Omit<Event, 'time'> : never;

interface Call {
  readonly args?: readonly number[];
  readonly uses?: readonly DescriptorUse[];
  readonly objects?: readonly ObjectReference[];
  readonly path?: string;
  readonly bytes?: string;
  readonly to?: string;
  readonly callers?: readonly number[];
  /** Default: the thread's number. */
  readonly process?: number;
}

interface End {
  readonly bytes?: string;
  readonly content?: Content;
  readonly uses?: readonly DescriptorUse[];
}

export function use(descriptor: number, object: ObjectReference, access: DescriptorUse['access']): DescriptorUse {
  return { descriptor, object, access };
}

export class Tape {
  readonly events: XrayEvent[] = [];
  #time = 0;
  readonly #calls = new Map<number, string>();

  get recording(): Recording {
    return { version: 1, start: 0, events: this.events };
  }

  /** @param duration nanoseconds in which nothing happens */
  pause(duration: number): this {
    this.#time += duration;
    return this;
  }

  call(thread: number, name: string, call: Call = {}): this {
    const { args = [], uses = [], objects = [], callers = [], process = thread, ...rest } = call;
    this.#calls.set(thread, name);
    return this.#add({
      kind: 'call',
      thread,
      process,
      name,
      arguments: args,
      uses,
      objects,
      callers,
      ...rest,
    });
  }

  ret(thread: number, result = 0, end: End = {}): this {
    return this.returns(thread, this.#calls.get(thread) ?? 'unknown', result, end);
  }

  /** The same of a call that another tape began. */
  returns(thread: number, name: string, result: number, end: End = {}): this {
    return this.#add({ kind: 'return', thread, name, result, uses: [], ...end });
  }

  /** @param status as wait(2) gives it */
  ends(thread: number, status: number): this {
    return this.#add({ kind: 'exit', thread, process: thread, status });
  }

  /** A call that comes back at once. */
  does(thread: number, name: string, call: Call = {}, result = 0, end: End = {}): this {
    return this.call(thread, name, call).ret(thread, result, end);
  }

  switch(thread: number, to: number, state: SwitchEvent['state'] = 'waits', preempted = false): this {
    return this.#add({ kind: 'switch', thread, to, state, preempted });
  }

  preempts(to: number, thread: number): this {
    return this.switch(thread, to, 'ready', true);
  }

  wakes(thread: number, whom: number): this {
    return this.#add({ kind: 'wake', thread, whom });
  }

  /** From exec to the first line of main, as a loader goes about it. */
  starts(thread: number, path: string): this {
    const library: ObjectReference = { kind: 'file', id: 900, name: '/lib/i386-linux-gnu/libc.so.6' };
    return this.call(thread, 'execve', { path })
      .#add({ kind: 'exec', thread, path })
      .ret(thread)
      .does(thread, 'brk', {}, 0x8000)
      .does(thread, 'openat', { args: [-100, 1, 0x80000], path: '/lib/i386-linux-gnu/tls/libc.so.6' }, -2)
      .does(thread, 'statx', { path: '/lib/i386-linux-gnu/tls' }, -2)
      .does(thread, 'openat', { args: [-100, 1, 0x80000], path: '/lib/i386-linux-gnu/libc.so.6' }, 3, {
        uses: [use(3, library, 'read')],
      })
      .does(thread, 'read', { args: [3, 1, 512], uses: [use(3, library, 'read')] }, 512)
      .does(thread, 'mmap2', { uses: [use(3, library, 'read')] }, 1)
      .does(thread, 'close', { args: [3], uses: [use(3, library, 'read')] })
      .does(thread, 'set_thread_area');
  }

  /** Both sides of clone(2) come back; the child waits for the processor. */
  forks(thread: number, child: number): this {
    return this.call(thread, 'clone', { args: [0x1200011] })
      .forked(thread, child)
      .ret(thread, child);
  }

  /** What a call makes before it comes back. */
  forked(thread: number, child: number): this {
    return this.#add({ kind: 'fork', thread, process: child, child, isThread: false });
  }

  /** A process that somebody outside makes. */
  born(child: number): this {
    return this.forked(0, child);
  }

  startsThread(thread: number, child: number): this {
    return this.call(thread, 'clone3', { bytes: CLONE_THREAD })
      .#add({ kind: 'fork', thread, process: thread, child, isThread: true })
      .ret(thread, child);
  }

  exits(thread: number, status = 0, process = thread): this {
    return this.call(thread, 'exit_group', { args: [status], process }).#add({
      kind: 'exit',
      thread,
      process,
      status: status << 8,
    });
  }

  sends(thread: number, signal: number, to: number): this {
    return this.#add({ kind: 'signal-sent', thread, signal, to, outcome: 'pending' });
  }

  delivers(thread: number, signal: number, action: 'default' | number): this {
    return this.#add({ kind: 'signal-delivered', thread, signal, action });
  }

  loses(count: number): this {
    return this.#add({ kind: 'lost', thread: 0, count });
  }

  #add(event: Untimed<XrayEvent>): this {
    this.#time += STEP;
    this.events.push({ ...event, time: this.#time });
    return this;
  }
}
