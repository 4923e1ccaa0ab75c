// Events, arrows and whole runs in words.
import { called } from '#facts/explain/words.js';
import { MAKERS } from '#linux/call-names.js';
import { signalName } from '#linux/signals.js';
import { escapeLine } from '#util/escape.js';
import { manualName } from './call-name.js';
import { callWords, quote } from './call-words.js';
import type { Edge } from './edges.js';
import type { CallEvent, ExitEvent, ReturnEvent, WakeEvent, XrayEvent } from './events.js';
import type { Timeline } from './timeline.js';

type ToldEvent = Exclude<XrayEvent, ReturnEvent | WakeEvent>;

/** Says what events and arrows of one timeline are. */
export class RunWords {
  readonly #timeline: Timeline;
  readonly #processOf: ReadonlyMap<number, number>;
  readonly #programs: ReadonlyMap<number, Timeline['processes'][number]['programs']>;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
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

  /** A sentence without its full stop; undefined: it has none. */
  event(index: number): string | undefined {
    const event = this.#told(index);
    if (!event) return undefined;
    const rest = this.#rest(event, index);
    return event.kind === 'lost' ? rest : `${this.who(event.thread, event.time)} ${rest}`;
  }

  /** Whether an event has a sentence: what a return tells, for instance, is in that of its call. */
  tells(index: number): boolean {
    return this.#told(index) !== undefined;
  }

  #told(index: number): ToldEvent | undefined {
    const event = this.#timeline.events[index];
    switch (event?.kind) {
      case undefined:
      case 'return':
      case 'wake':
        return undefined;
      case 'call':
        // What it has made is told where the new one begins; a new program and an end, where they come.
        return TOLD_LATER.test(event.name) && (this.#endOf(index)?.result ?? 0) >= 0 ? undefined : event;
      case 'switch':
        return event.preempted && event.state === 'ready' && event.to !== 0 ? event : undefined;
      case 'fork':
        return event.thread === 0 ? undefined : event;
      case 'signal-sent':
        // A terminal changes its size, and nobody cares.
        if (event.thread === 0 && event.outcome === 'ignored') return undefined;
        return /kill|sigqueue/.test(this.#callBefore(index, event.thread)?.name ?? '') ? undefined : event;
      default:
        return event;
    }
  }

  #endOf(index: number): ReturnEvent | undefined {
    return this.#timeline.callAt.get(index)?.end;
  }

  #rest(event: ToldEvent, index: number): string {
    switch (event.kind) {
      case 'call':
        return callWords(event, this.#endOf(index), this.#timeline.names);
      case 'switch':
        return `is preempted: ${this.who(event.to, event.time)} runs`;
      case 'fork':
        return event.isThread
          ? `starts its thread ${event.child}`
          : `makes its child ${this.who(event.child, event.time)}`;
      case 'exec':
        return `executes ${escapeLine(event.path)}`;
      case 'exit':
        return exitWords(event);
      case 'signal-sent':
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

const TOLD_LATER = new RegExp(`^(?:exit|execve|(?:${MAKERS.join('|')})$)`);

const OUTCOMES = { ignored: 'ignored', 'already-pending': 'there already', lost: 'lost' } as const;

/** Status as wait(2) gives it. */
export function exitWords({ status }: Pick<ExitEvent, 'status'>): string {
  const signal = status & 0x7f;
  return signal === 0 ? `ends with status ${(status >> 8) & 0xff}` : `is ended by ${signalName(signal)}`;
}
