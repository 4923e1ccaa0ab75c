// What somebody is asked before a run is shown: the answer, computed from the run, and whether that person has found it.
import { called, list } from '#facts/explain/words.js';
import { aliveOf } from '#facts/processes.js';
import { errnoName } from '#linux/errno.js';
import { escapeLine } from '#util/escape.js';
import type { AnswerKind } from './answer-kinds.js';
import { isInterrupted } from './call-words.js';
import { manualName } from './call-name.js';
import { factsOfState } from './facts-of-state.js';
import { instantOf } from './instant.js';
import { Replay } from './replay.js';
import { endOf, eventSaying, stateAtEnd } from './story.js';
import type { Call, Timeline } from './timeline.js';
import { RunWords } from './words.js';

/** Processes that a sentence names. */
const TOLD = 8;

export interface Question {
  readonly answer: AnswerKind;
  /** A pattern of the sentence of the event that decides it; undefined: how the run ends does. */
  readonly at?: string | undefined;
  /** Which of the events with such a sentence, from 1; undefined: the first. */
  readonly nth?: number | undefined;
}

/** What a run says to a question. */
export interface Answer {
  readonly kind: AnswerKind;
  /** What has to be found, in any order: each name once, or one value. */
  readonly parts: readonly string[];
  /** Index of the event that decides it. */
  readonly index: number;
  /** What happens there, a sentence without its full stop. */
  readonly because: string;
}

/** @returns undefined: the run has no such event, or does not tell */
export function answerOf(timeline: Timeline, question: Question): Answer | undefined {
  const { answer: kind } = question;
  if (kind === 'waits') return waitsOf(timeline);
  const index = question.at === undefined ? undefined : eventSaying(timeline, question.at, question.nth);
  if (index === undefined) return undefined;
  const words = new RunWords(timeline);
  const found = { kind, index, because: words.event(index) ?? '' };
  if (kind === 'number-alive' || kind === 'programs-alive') {
    const alive = aliveOf(factsOfState(new Replay(timeline.events).at(instantOf(timeline, index))));
    const because = alive.length === 0 ? 'nobody is alive then' : `alive then: ${list(some(alive.map(called)))}`;
    return {
      ...found,
      parts: kind === 'number-alive' ? [String(alive.length)] : distinct(alive.map(({ name }) => name)),
      because: `${found.because}; ${because}`,
    };
  }
  const call = timeline.callAt.get(index);
  const part = call && partOf(call, kind);
  return part === undefined ? undefined : { ...found, parts: [part] };
}

function partOf({ event, end }: Call, kind: 'result' | 'text' | 'content'): string | undefined {
  if (!end || isInterrupted(end)) return undefined;
  switch (kind) {
    case 'result':
      return end.result < 0 ? errnoName(-end.result) : String(end.result);
    case 'content':
      return end.content && String(end.content.amount);
    case 'text': {
      const bytes = end.bytes ?? event.bytes;
      // A recording has the first bytes only, and of what is sent to a queue not how many.
      if (bytes === undefined || end.result <= 0 || bytes.length < end.result) return undefined;
      return plainText(bytes.slice(0, end.result));
    }
  }
}

/** Who waits when nobody of the run does anything any more; it is shown where the last of them has begun to. */
function waitsOf(timeline: Timeline): Answer | undefined {
  const { threads } = stateAtEnd(timeline);
  const { waiters, sentences } = endOf(timeline);
  const calls = waiters.flatMap(({ thread }) => threads.get(thread)?.call ?? []);
  const index = Math.max(...calls.map((call) => call.index));
  if (calls.length === 0) return undefined;
  return {
    kind: 'waits',
    parts: distinct(calls.map(({ event }) => manualName(event.name))),
    index,
    because: [...some(waiters.map(({ words }) => words)), ...some(sentences)].join('; '),
  };
}

/** Whether that is the answer, however it is written. */
export function isAnswer({ kind, parts }: Answer, typed: string): boolean {
  switch (kind) {
    case 'text':
      return plainText(typed.trim().replace(/^"(.*)"$/s, '$1')) === parts.join('');
    case 'result':
    case 'content':
    case 'number-alive':
      return numberOrName(typed) === parts.join('').toLowerCase();
    case 'programs-alive':
    case 'waits': {
      const given = namesIn(typed).map((name) => (kind === 'waits' ? manualName(name) : name));
      return isSame(given, parts);
    }
  }
}

/**
 * Whether a prediction was right, and what happened.
 *
 * @param typed what somebody has predicted
 */
export function verdictOf(answer: Answer, typed: string): string {
  const found = answerWords(answer);
  return isAnswer(answer, typed)
    ? `Your prediction is right. It is ${found}`
    : `You predicted “${typed.trim()}”, but it is ${found}`;
}

/** The answer, and what happens there. */
export function answerWords({ kind, parts, because }: Answer): string {
  const right = parts.length === 0 ? 'nobody' : list(kind === 'text' ? [`"${escapeLine(parts.join(''))}"`] : parts);
  return `${right}: ${because}.`;
}

/** The first of what may be very many, and how many there are beside them. */
function some(parts: readonly string[]): string[] {
  return parts.length <= TOLD ? [...parts] : [...parts.slice(0, TOLD), `${parts.length - TOLD} more`];
}

/** What ends a line or a string of C is no part of what somebody reads. */
function plainText(text: string): string {
  return text.replace(/[\n\0]+$/, '').trim();
}

/** `65,536 bytes` is 65536, `eagain` is an error. */
function numberOrName(typed: string): string | undefined {
  const [first, ...others] =
    typed
      .toLowerCase()
      .replace(/(?<=\d)[ ,.'’_](?=\d{3}(?!\d))/g, '')
      .match(/-?\d+|\be[a-z0-9]+\b/g) ?? [];
  return others.length === 0 ? first : undefined;
}

function namesIn(typed: string): string[] {
  const names = typed.split(/[\s,;+]+|\(\d*\)/).filter((name) => name !== '' && name !== 'and');
  return names.length === 1 && /^(?:nobody|none|nothing)$/i.test(names.join('')) ? [] : names;
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return distinct(a).sort().join('\n') === distinct(b).sort().join('\n');
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
