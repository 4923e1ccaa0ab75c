// A run as a text that can be read instead of its picture.
import { count } from '#facts/explain/words.js';
import { isInterrupted, isTelling } from './call-words.js';
import { lastOwnEvent } from './ending.js';
import { isShared } from './objects.js';
import { Replay } from './replay.js';
import type { RunState } from './run-state.js';
import type { Call, Timeline } from './timeline.js';
import { waitGraph, type WaitGraph } from './waits.js';
import { RunWords } from './words.js';

/** Sentences that a person still reads. */
const LONGEST = 400;

export interface Sentence {
  /** Index of its event; undefined: it is about the end. */
  readonly index: number | undefined;
  /** Nanoseconds since the recording began. */
  readonly time: number;
  readonly text: string;
}

/**
 * What happens between processes, in its order, and how it ends.
 *
 * @param end who waits for whom at the end
 */
export function storyOf(timeline: Timeline, end = endOf(timeline)): Sentence[] {
  const words = new RunWords(timeline);
  const told = tellingEvents(timeline);
  const sentences = told.slice(0, LONGEST).flatMap((index): Sentence[] => {
    const text = words.event(index);
    return text === undefined ? [] : [{ index, time: timeline.events[index]?.time ?? 0, text }];
  });
  const more = told.length - LONGEST;
  return [
    ...sentences,
    ...(more > 0 ? [atEnd(timeline, count(more, 'more event'))] : []),
    ...endWords(end).map((text) => atEnd(timeline, text)),
  ];
}

/** All that a run's events and arrows say, with how it ends: to look for one thing in. */
export function xraySentences(timeline: Timeline): string[] {
  const words = new RunWords(timeline);
  return [
    ...timeline.events.flatMap((_, index) => words.event(index) ?? []),
    ...timeline.edges.map((edge) => words.edge(edge)),
    ...endWords(endOf(timeline)),
  ];
}

/**
 * An event whose sentence a pattern is found in, and that is not of the C library's start; undefined: there is none.
 *
 * @param nth which of them, from 1
 */
export function eventSaying(timeline: Timeline, pattern: string, nth = 1): number | undefined {
  const words = new RunWords(timeline);
  const wanted = new RegExp(pattern);
  let left = nth;
  const found = timeline.events.findIndex(
    (_, index) => timeline.callAt.get(index)?.isStart !== true && wanted.test(words.event(index) ?? '') && --left === 0,
  );
  return found < 0 ? undefined : found;
}

function atEnd({ end }: Timeline, text: string): Sentence {
  return { index: undefined, time: end, text };
}

/** Indices of the events that a story tells: not what a C library does before main, nor what concerns one process alone. */
export function tellingEvents(timeline: Timeline): number[] {
  return [...timeline.events.keys()].filter((index) => isOfStory(timeline, index));
}

/** Whether an event is one of them. */
export function isOfStory({ events, callAt }: Pick<Timeline, 'events' | 'callAt'>, index: number): boolean {
  const call = callAt.get(index);
  return call ? isTold(call) : events[index]?.kind !== 'return';
}

function isTold({ isStart, event, end }: Call): boolean {
  if (isStart) return false;
  if (!end || isInterrupted(end) || ALONE.test(event.name)) return true;
  const uses = [...event.uses, ...end.uses].map(({ object }) => object);
  return (
    isTelling(event) && [...uses, ...event.objects].some((object) => isShared(object) || object.kind === 'terminal')
  );
}

/** They touch no object, and matter to others. */
const ALONE = /^(?:wait4|waitpid|waitid|kill|tgkill|pause|(?:rt_)?sigsuspend|(?:clock_)?nanosleep)/;

/** Who waits for whom at the end, or just before somebody outside ended it. */
export function endOf(timeline: Timeline): WaitGraph {
  return waitGraph(stateAtEnd(timeline));
}

/** How it was then. */
export function stateAtEnd({ events, state }: Pick<Timeline, 'events' | 'state'>): RunState {
  const last = lastOwnEvent(events);
  return last === events.length - 1 ? state : new Replay(events).at(last);
}

function endWords({ waiters, sentences }: WaitGraph): string[] {
  return [...waiters.map(({ words }) => `at the end ${words}`), ...sentences];
}
