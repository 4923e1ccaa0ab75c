// Events, arrows and whole runs in words.
import { called } from '#facts/explain/words.js';
import { MAKERS } from '#linux/call-names.js';
import { signalName } from '#linux/signals.js';
import { escapeLine } from '#util/escape.js';
import { manualName } from './call-name.js';
import { callWords, quote } from './call-words.js';
import type { Edge } from './edges.js';
import type { CallEvent, ExitEvent, XrayEvent } from './events.js';
import type { Timeline } from './timeline.js';

/** Says what events and arrows of one timeline are. */
export class RunWords {
  readonly #timeline: Timeline;
  readonly #callAt: ReadonlyMap<number, Timeline['calls'][number]>;
  readonly #processOf: ReadonlyMap<number, number>;
  readonly #programs: ReadonlyMap<number, Timeline['processes'][number]['programs']>;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#callAt = new Map(timeline.calls.map((call) => [call.index, call]));
    this.#processOf = new Map(timeline.lanes.map(({ thread, process }) => [thread, process]));
    this.#programs = new Map(timeline.processes.map(({ id, programs }) => [id, programs]));
  }

  /**
   * `reader (4)`, by the program that it executes then.
   *
   * @param time nanoseconds; default: the end
   */
  who(thread: number, time = Infinity): string {
    if (thread === 0) return 'the kernel';
    const process = this.#processOf.get(thread) ?? thread;
    const programs = this.#programs.get(process) ?? [];
    const name = programs[Math.max(0, startedBy(programs, time) - 1)]?.name ?? '';
    const who = called({ name: name === '' ? 'process' : name, pid: process });
    return thread === process ? who : `${who}, thread ${thread},`;
  }

  /** A sentence without its full stop; undefined: what it tells is in the sentence of another event, as a return's is. */
  event(index: number): string | undefined {
    const event = this.#timeline.events[index];
    if (!event) return undefined;
    const rest = this.#rest(event, index);
    if (rest === undefined) return undefined;
    return event.kind === 'lost' ? rest : `${this.who(event.thread, event.time)} ${rest}`;
  }

  #rest(event: XrayEvent, index: number): string | undefined {
    switch (event.kind) {
      case 'call': {
        const end = this.#callAt.get(index)?.end;
        // What it has made is told where the new one begins; a new program and an end, where they come.
        if (MAKES.includes(event.name) && (end?.result ?? 0) >= 0) return undefined;
        if (/^(?:exit|execve)/.test(event.name) && (end?.result ?? 0) >= 0) return undefined;
        return callWords(event, end, this.#timeline.names);
      }
      case 'return':
        return undefined;
      case 'switch':
        return event.preempted && event.state === 'ready' && event.to !== 0
          ? `is preempted: ${this.who(event.to, event.time)} runs`
          : undefined;
      case 'wake':
        return undefined;
      case 'fork':
        if (event.thread === 0) return undefined;
        return event.isThread
          ? `starts its thread ${event.child}`
          : `makes its child ${this.who(event.child, event.time)}`;
      case 'exec':
        return `executes ${escapeLine(event.path)}`;
      case 'exit':
        return exitWords(event);
      case 'signal-sent':
        // A terminal changes its size, and nobody cares.
        if (event.thread === 0 && event.outcome === 'ignored') return undefined;
        if (/kill|sigqueue/.test(this.#callBefore(index, event.thread)?.name ?? '')) return undefined;
        return event.outcome === 'pending'
          ? `sends ${signalName(event.signal)} to ${this.who(event.to, event.time)}`
          : `sends ${signalName(event.signal)} to ${this.who(event.to, event.time)}, which is ${OUTCOMES[event.outcome]}`;
      case 'signal-delivered':
        return event.action === 'default'
          ? `gets ${signalName(event.signal)}, which does what it does by default`
          : `gets ${signalName(event.signal)}: its handler runs`;
      case 'fault':
        return `accesses memory at 0x${(event.address >>> 0).toString(16)} that it may not`;
      case 'lost':
        return `${event.count} events are missing here: there was no room for them`;
    }
  }

  edge({ kind, from, to, fromThread, toThread, size = 0, bytes, signal = 0 }: Edge): string {
    const { events } = this.#timeline;
    const a = this.who(fromThread, events[from]?.time);
    const b = this.who(toThread, events[to]?.time);
    switch (kind) {
      case 'bytes':
        return `${size} byte${size === 1 ? '' : 's'} from ${a} reach ${b}${quote(bytes, size)}`;
      case 'message':
        return `a message of ${size} bytes from ${a} reaches ${b}${quote(bytes, size)}`;
      case 'signal':
        return `${signalName(signal)} from ${a} reaches ${b}`;
      case 'fork':
        return `${a} makes ${b}`;
      case 'exit':
        return `the end of ${a} reaches ${b}, which waits for it`;
      case 'wake':
        return `${a} wakes ${b}${this.#wakingCall(from, fromThread)}`;
    }
  }

  #wakingCall(index: number, thread: number): string {
    const call = this.#callBefore(index, thread);
    return call ? ` by ${manualName(call.name)}` : '';
  }

  /** The call that a thread is in at an event. */
  #callBefore(index: number, thread: number): CallEvent | undefined {
    const { events } = this.#timeline;
    for (let at = index; at >= 0; at--) {
      const event = events[at];
      if (event?.thread !== thread) continue;
      if (event.kind === 'call') return event;
      if (event.kind === 'return') return undefined;
    }
    return undefined;
  }
}

/** How many of the programs had been executed at a time; they are sorted by theirs, and may be very many. */
function startedBy(programs: Timeline['processes'][number]['programs'], time: number): number {
  let [low, high] = [0, programs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((programs[middle]?.time ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

const MAKES: readonly string[] = MAKERS;

const OUTCOMES = { ignored: 'ignored', 'already-pending': 'there already', lost: 'lost' } as const;

/** Status as wait(2) gives it. */
export function exitWords({ status }: Pick<ExitEvent, 'status'>): string {
  const signal = status & 0x7f;
  return signal === 0 ? `ends with status ${(status >> 8) & 0xff}` : `is ended by ${signalName(signal)}`;
}
