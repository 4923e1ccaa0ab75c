// Where two runs part: the first thing that happens in one and not, or not then, in the other.
import { manualName } from './call-name.js';
import { tellingEvents } from './story.js';
import type { Timeline } from './timeline.js';
import { RunWords } from './words.js';

/** One of the two runs, from where they part on. */
export interface Way {
  /** Index of the first event that only this run has there, a preemption before what follows from it; undefined: it has ended. */
  readonly at: number | undefined;
  /** Sentences: what happens there, and who was preempted just before. */
  readonly words: readonly string[];
}

export interface Parting {
  /** How many things happen alike before: calls that begin or come back, and what takes no time. */
  readonly alike: number;
  readonly ways: readonly [Way, Way];
}

/** @returns undefined: the same happens in both, in the same order */
export function partingOf(a: Timeline, b: Timeline): Parting | undefined {
  const [left, right] = [new Course(a), new Course(b)];
  let alike = 0;
  while (alike < left.length && alike < right.length && left.sign(alike) === right.sign(alike)) alike++;
  if (alike === left.length && alike === right.length) return undefined;
  return { alike, ways: [left.way(alike, right), right.way(alike, left)] };
}

/** A port that the kernel picks, another one in each run. */
const PICKED_PORT = /(?<=\d\.\d+:)\d{5}\b/g;

/** Something that happens: a call begins, a call comes back, or what takes no time. */
interface Step {
  /** Of the event. */
  readonly index: number;
  /** Of the event that has a sentence of it: a call, when it comes back. */
  readonly at: number;
  /** What two runs have alike of it. What comes of a call is not known before it comes back. */
  readonly sign: string;
}

/** What happens between the processes of a run, in its order. When the processor changes hands follows from it, or is its cause. */
class Course {
  readonly #timeline: Timeline;
  readonly #words: RunWords;
  readonly #steps: readonly Step[];

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#words = new RunWords(timeline);
    this.#steps = tellingEvents(timeline)
      .flatMap((at): Step[] => {
        const told = this.#words.event(at);
        const call = timeline.callAt.get(at);
        if (told === undefined || timeline.events[at]?.kind === 'switch') return [];
        if (!call) return [{ index: at, at, sign: told }];
        const { thread, name, uses, objects, to, bytes } = call.event;
        const about = [...uses.map(({ object }) => object), ...objects].map((one) => timeline.names.of(one));
        const begins = { index: at, at, sign: JSON.stringify([thread, name, about, to, bytes]) };
        return call.returned === undefined ? [begins] : [begins, { index: call.returned, at, sign: told }];
      })
      .map((step) => ({ ...step, sign: step.sign.replace(PICKED_PORT, 'port') }))
      .sort((a, b) => a.index - b.index);
  }

  get length(): number {
    return this.#steps.length;
  }

  sign(place: number): string | undefined {
    return this.#steps[place]?.sign;
  }

  way(place: number, other: Course): Way {
    const told = this.#steps[place]?.at;
    const there = new Set(other.#preemptions(place).map(({ sign }) => sign));
    const own = this.#preemptions(place).filter(({ sign }) => !there.has(sign));
    return {
      at: own[0]?.index ?? told,
      words: [...own.map(({ words }) => words), told === undefined ? 'it ends there' : (this.#words.event(told) ?? '')],
    };
  }

  /** Between what happened last alike and the event at a place. */
  #preemptions(place: number): { readonly index: number; readonly sign: string; readonly words: string }[] {
    const { events } = this.#timeline;
    const first = (this.#steps[place - 1]?.index ?? -1) + 1;
    const last = this.#steps[place]?.index ?? events.length;
    return events.slice(first, last).flatMap((event, n) => {
      const index = first + n;
      const said = this.#words.event(index);
      if (event.kind !== 'switch' || said === undefined) return [];
      return [{ index, sign: said, words: `${said}${this.#between(index, event.thread)}` }];
    });
  }

  /** `, between its read and its write` */
  #between(index: number, thread: number): string {
    const own = this.#timeline.calls.filter(({ event, isStart }) => event.thread === thread && !isStart);
    const before = own.findLast((call) => call.index < index);
    const after = own.find((call) => call.index > index);
    if (before && (before.returned ?? Infinity) > index) return `, in its ${manualName(before.event.name)}`;
    if (!before || !after) return '';
    return `, between its ${manualName(before.event.name)} and its ${manualName(after.event.name)}`;
  }
}
