// A run under a schedule in words: who lost the processor where, and what others did until it went on.
import { count, list } from '#facts/explain/words.js';
import { systemCallName } from '#facts/parse/system-calls.js';
import { partOfCall } from '#linux/system-calls.js';
import type { Preemption } from '#machine/schedule.js';
import { LIBRARIES, type Trace, type TracedCall, type TracedTurn } from '#machine/trace.js';
import { cycleOf, type Waiter } from './cycle.js';

/** A line of the program's source. */
export interface Line {
  readonly file: string;
  readonly line: number;
  /** What stands there. */
  readonly text: string | null;
}

/** Which line the code at an address of the program belongs to. */
export type LineOf = (address: number) => Line | undefined;

/** Calls of somebody that are told, in a stretch. */
const MOST_CALLS = 6;

/** A sentence for each preemption, and one for those who wait for each other in the end; without a full stop. */
export function storyOf(trace: Trace, preemptions: readonly Preemption[], lineOf: LineOf): string[] {
  const cycle = cycleOf(trace);
  const told = preemptions.map((one) => tell(trace, one, lineOf));
  return cycle.length > 0 ? [...told, cycleWords(trace, cycle)] : told;
}

function tell(trace: Trace, { at, leap, fault }: Preemption, lineOf: LineOf): string {
  const before = trace.turns.filter((turn) => turn.at <= at).at(-1);
  if (!before) return 'the processor is taken before the program has begun';
  const who = nameOf(trace, before.thread);
  const back = trace.turns.find((other) => other.at > at && other.thread === before.thread);
  if (fault) {
    const call = trace.calls.find((call) => call.thread === before.thread && call.at >= at);
    const words = call ? callWords({ ...call, result: null }, lineOf) : 'its next call';
    return fault === 'kill'
      ? `${who} is killed before it calls ${words}`
      : `${who} is interrupted by a signal in ${words}`;
  }
  if (leap !== undefined) return wakesEarly(trace, at, lineOf);
  const place = placeOf(trace, before.thread, at, back, lineOf);
  const turn = trace.turns.find((turn) => turn.at > at);
  if (!turn || turn.thread === before.thread) {
    return `${who} loses the processor ${place}, and nobody else of the program takes it`;
  }
  const until = back?.at ?? Infinity;
  const others = trace.turns.filter((other) => other.at > at && other.at < until);
  const doings = [...new Set(others.map(({ thread }) => thread))].map((thread) =>
    doingOf(trace, thread, at, until, lineOf),
  );
  const then = back ? `; then ${who} goes on${wentOn(trace, back, lineOf)}` : `; ${who} does not get it again`;
  return `${who} loses the processor ${place}; ${list(doings)}${then}`;
}

function cycleWords(trace: Trace, cycle: readonly Waiter[]): string {
  const links = cycle.map(
    ({ thread, semaphore, holder }) =>
      `${nameOf(trace, thread)} waits for semaphore ${semaphore}, which ${nameOf(trace, holder)} has taken`,
  );
  return `each waits for the next one: ${list(links)}`;
}

function wakesEarly(trace: Trace, at: number, lineOf: LineOf): string {
  const sleeping = trace.calls.filter(
    (call) => call.sleeps !== undefined && call.at < at && (call.returned ?? Infinity) > at,
  );
  const who = sleeping.map((call) => `${nameOf(trace, call.thread)} wakes up from ${callWords(call, lineOf)}`);
  return `${list(who)} before others have done anything more`;
}

/**
 * Where a thread is when it loses the processor.
 *
 * @param back when it goes on, at the place where it was
 */
function placeOf(trace: Trace, thread: number, at: number, back: TracedTurn | undefined, lineOf: LineOf): string {
  const call = trace.calls.find((call) => call.thread === thread && call.at === at);
  if (call) return `before it calls ${callWords(call, lineOf)}`;
  const block = trace.places.find((place) => place.thread === thread && place.at.includes(at));
  const known = block && lineWords(lineOf(block.address));
  if (known !== undefined) return `before ${known}`;
  const line = back && back.address < LIBRARIES ? lineWords(lineOf(back.address)) : undefined;
  if (line !== undefined) return `in ${line}`;
  const last = trace.calls.filter((call) => call.thread === thread && call.at < at).at(-1);
  return last ? `after ${callWords(last, lineOf)}` : 'at its beginning';
}

function doingOf(trace: Trace, thread: number, from: number, until: number, lineOf: LineOf): string {
  const calls = trace.calls.filter((call) => call.thread === thread && call.at >= from && call.at < until);
  const told = calls.slice(0, MOST_CALLS).map((call) => callWords(call, lineOf));
  if (calls.length > MOST_CALLS) told.push(count(calls.length - MOST_CALLS, 'more call'));
  const lines = linesOf(trace, thread, from, until, lineOf);
  const parts = [...(lines ? [`executes ${lines}`] : []), ...(told.length > 0 ? [`calls ${list(told)}`] : [])];
  return `${nameOf(trace, thread)} ${parts.length > 0 ? parts.join(' and ') : 'runs'}`;
}

/** Lines whose code a thread begins to execute in that time, as far as the trace remembers. */
function linesOf(trace: Trace, thread: number, from: number, until: number, lineOf: LineOf): string | undefined {
  const numbers = new Set<number>();
  for (const place of trace.places) {
    if (place.thread !== thread || !place.at.some((at) => at >= from && at < until)) continue;
    const line = lineOf(place.address);
    if (line) numbers.add(line.line);
  }
  const sorted = [...numbers].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

function wentOn({ calls }: Trace, { thread, address, at }: TracedTurn, lineOf: LineOf): string {
  const inside =
    address >= LIBRARIES ? calls.filter((call) => call.thread === thread && call.at < at).at(-1) : undefined;
  return inside ? ` in ${callWords(inside, lineOf)}` : ' where it was';
}

function callWords({ number, from, arguments: [first = 0], result, semaphores }: TracedCall, lineOf: LineOf): string {
  const name = semaphores ? 'semop' : partOfCall(systemCallName('i386', number), first & PART);
  const line = from === null ? undefined : lineOf(from - 1);
  const shown = WITH_DESCRIPTOR.has(name) ? `${name}(${first})` : name;
  const failed = result !== null && result < 0 && result > -4096 ? ', which fails' : '';
  return `${shown}${line ? ` in line ${line.line}` : ''}${failed}`;
}

/** Bits of ipc's first argument that say which function it stands for. */
const PART = 0xffff;

const WITH_DESCRIPTOR = new Set(['read', 'write', 'close', 'readv', 'writev', 'accept4', 'connect', 'listen']);

function lineWords(line: Line | undefined): string | undefined {
  if (!line) return undefined;
  return line.text === null ? `line ${line.line}` : `line ${line.line} (${line.text})`;
}

function nameOf({ threads }: Trace, id: number): string {
  const thread = threads[id - 1];
  if (!thread || thread.id === 1) return 'the first process';
  const siblings = threads.filter(({ process }) => process === thread.process);
  if (siblings.length === 1) return `process ${thread.process}`;
  const number = siblings.indexOf(thread) + 1;
  return thread.process === 1 ? `thread ${number}` : `thread ${number} of process ${thread.process}`;
}
