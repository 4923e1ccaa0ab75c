// What passes from one thread to another: bytes, messages, signals, wake-ups, births and ends.
import type { Arrival } from './arrival.js';
import { Channels } from './channels.js';
import { Datagrams } from './datagrams.js';
import type { CallEvent, XrayEvent } from './events.js';
import { Messages } from './messages.js';
import type { RunState } from './run-state.js';

export type EdgeKind = 'bytes' | 'message' | 'signal' | 'fork' | 'exit' | 'wake';

export interface Edge {
  readonly kind: EdgeKind;
  /** Indices of the events that it leads from and to. */
  readonly from: number;
  readonly to: number;
  readonly fromThread: number;
  readonly toThread: number;
  /** Bytes that arrive. */
  readonly size?: number | undefined;
  /** The first of them, as Latin-1. */
  readonly bytes?: string | undefined;
  readonly signal?: number | undefined;
}

interface Origin {
  readonly index: number;
  readonly thread: number;
}

/** Is given each event before and after the state takes it, and finds what belongs together. */
export class EdgeFinder {
  readonly edges: Edge[] = [];
  readonly #state: RunState;
  readonly #channels = new Channels();
  readonly #messages = new Messages();
  readonly #datagrams = new Datagrams();
  readonly #signals = new Map<string, Origin[]>();
  readonly #ends = new Map<number, Origin>();
  /** What lets a thread run next. */
  readonly #wakes = new Map<number, Origin & { readonly kind: 'wake' | 'fork'; readonly call: number | undefined }>();
  readonly #callOf = new Map<number, number | undefined>();

  constructor(state: RunState) {
    this.#state = state;
  }

  /** Before the state has taken the event. */
  before(event: XrayEvent, index: number): void {
    const { thread } = event;
    switch (event.kind) {
      case 'call':
        this.#channels.called(event, index);
        this.#messages.called(event, index);
        this.#datagrams.called(event, index);
        this.#runs(thread, index);
        return;
      case 'return': {
        const call = this.#state.threads.get(thread)?.call;
        this.#runs(thread, index);
        if (!call) return;
        this.#add('bytes', this.#channels.returned(call, event), index, thread);
        this.#add('message', this.#messages.returned(call, event), index, thread);
        this.#add('message', this.#datagrams.returned(call, event), index, thread);
        this.#waited(call.event, event.result, index);
        return;
      }
      case 'switch':
        this.#runs(event.to, index);
        return;
      case 'wake': {
        const woken = this.#state.threads.get(event.whom);
        if (woken?.activity === 'waits' && thread !== 0 && thread !== event.whom)
          this.#wakes.set(event.whom, {
            kind: 'wake',
            index,
            thread,
            call: this.#callIn(thread) ?? this.#endOf(thread),
          });
        return;
      }
      case 'fork':
        if (thread !== 0) this.#wakes.set(event.child, { kind: 'fork', index, thread, call: this.#callIn(thread) });
        return;
      case 'exit':
        this.#ends.set(event.process, { index, thread });
        return;
      case 'signal-sent':
        if (event.outcome === 'pending') this.#sent(event.to, event.signal, { index, thread });
        return;
      case 'signal-delivered': {
        const process = this.#state.processOf(thread)?.id ?? thread;
        const origin = this.#signals.get(`${process}:${event.signal}`)?.shift();
        if (origin && origin.thread !== 0)
          this.#push({
            kind: 'signal',
            from: origin.index,
            fromThread: origin.thread,
            to: index,
            toThread: thread,
            signal: event.signal,
          });
        this.#runs(thread, index);
        return;
      }
      case 'exec':
      case 'fault':
      case 'lost':
        return;
    }
  }

  /** One arrow for what happens once: a wake-up by a call that has brought bytes is told by these. */
  get result(): Edge[] {
    const told = new Set(
      this.edges
        .filter(({ kind }) => kind !== 'wake')
        .map(({ from, toThread }) => `${this.#originOf(from)}>${toThread}`),
    );
    return this.edges
      .filter(({ kind, from, toThread }) => kind !== 'wake' || !told.has(`${this.#originOf(from)}>${toThread}`))
      .sort((a, b) => a.to - b.to || a.from - b.from);
  }

  /** The call that something happened in, so that two happenings of one call are known as such. */
  #originOf(index: number): number {
    return this.#callOf.get(index) ?? index;
  }

  #callIn(thread: number): number | undefined {
    return this.#state.threads.get(thread)?.call?.index;
  }

  /** Who has ended wakes its parent after that. */
  #endOf(thread: number): number | undefined {
    return this.#ends.get(this.#state.processOf(thread)?.id ?? thread)?.index;
  }

  #runs(thread: number, index: number): void {
    const origin = this.#wakes.get(thread);
    if (!origin) return;
    this.#wakes.delete(thread);
    this.#callOf.set(origin.index, origin.call);
    this.#push({ kind: origin.kind, from: origin.index, fromThread: origin.thread, to: index, toThread: thread });
  }

  #add(kind: 'bytes' | 'message', parts: readonly Arrival[], to: number, toThread: number): void {
    for (const { from, fromThread, size, bytes } of parts)
      this.#push({ kind, from, fromThread, to, toThread, size, bytes });
  }

  #sent(to: number, signal: number, origin: Origin): void {
    const process = this.#state.processOf(to)?.id ?? to;
    const key = `${process}:${signal}`;
    const known = this.#signals.get(key);
    if (known) known.push(origin);
    else this.#signals.set(key, [origin]);
    this.#callOf.set(origin.index, this.#callIn(origin.thread));
  }

  #waited({ name, thread }: CallEvent, result: number, index: number): void {
    const origin = name.startsWith('wait') && result > 0 ? this.#ends.get(result) : undefined;
    if (origin)
      this.#push({ kind: 'exit', from: origin.index, fromThread: origin.thread, to: index, toThread: thread });
  }

  #push(edge: Edge): void {
    this.edges.push(edge);
  }
}
