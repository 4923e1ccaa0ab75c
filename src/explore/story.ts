// A run under a schedule in words: who lost the processor where, and what others did until it went on.
import { count, list } from '#facts/explain/words.js';
import type { FaultName, Preemption } from '#machine/schedule.js';
import { LIBRARIES, type Trace, type TracedCall, type TracedTurn } from '#machine/trace.js';
import { functionOf } from './call-function.js';
import { cycleOf, type Waiter } from './cycle.js';
import { ownSwitch } from './own-switch.js';

/** A line of the program's source. */
export interface Line {
  readonly file: string;
  readonly line: number;
  /** What stands there. */
  readonly text: string | null;
}

/** Which line the code at an address of the program belongs to. */
export type LineOf = (address: number) => Line | undefined;

/** How lines are told: where there is more than one file, each with its file. */
interface Source {
  readonly lineOf: LineOf;
  readonly isOneFile: boolean;
}

/** A step of a story. */
export interface Step {
  /** Without a full stop. */
  readonly sentence: string;
  /** Where whom it is about stood; null: in no line of the program. */
  readonly line: Line | null;
}

/** Lines that are so near each other are told as one stretch of them: between them is one without code. */
const NEAR = 2;

/** Calls of somebody that are told, in a stretch. */
const MOST_CALLS = 6;

/**
 * A step for each preemption, and one for those who wait for each other in the end. A run that fails without a preemption has lost
 * the processor somewhere as well: where somebody else then executed the same code is told in their place.
 */
export function storyOf(trace: Trace, preemptions: readonly Preemption[], lineOf: LineOf): Step[] {
  const source = { lineOf, isOneFile: filesOf(trace, lineOf).size <= 1 };
  const cycle = cycleOf(trace);
  const turn = preemptions.length === 0 ? ownSwitch(trace) : undefined;
  const told = turn ? [tellOwn(trace, turn, source)] : preemptions.map((one) => tell(trace, one, source));
  return cycle.length > 0
    ? [...told, { sentence: cycleWords(trace, cycle, source), line: callLine(cycle[0]?.call, source) }]
    : told;
}

function tell(trace: Trace, { at, leap, fault, bytes }: Preemption, source: Source): Step {
  const before = trace.turns.filter((turn) => turn.at <= at).at(-1);
  if (!before) return { sentence: 'the processor is taken before the program has begun', line: null };
  if (fault) return faultOf(trace, before.thread, { at, bytes }, fault, source);
  if (leap !== undefined) return wakesEarly(trace, at, source);
  const who = nameOf(trace, before.thread);
  const back = trace.turns.find((other) => other.at > at && other.thread === before.thread);
  const { words, line } = placeOf(trace, before.thread, at, back, source);
  const loss = `${who} loses the processor ${words}`;
  const turn = trace.turns.find((turn) => turn.at > at);
  if (!turn || turn.thread === before.thread) {
    return { sentence: `${loss}, and nobody else of the program takes it`, line };
  }
  const until = back?.at ?? Infinity;
  const others = trace.turns.filter((other) => other.at > at && other.at < until);
  const doings = [...new Set(others.map(({ thread }) => thread))].map((thread) =>
    doingOf(trace, thread, at, until, source),
  );
  const then = back ? `; then ${who} goes on${wentOn(trace, back, source)}` : `; ${who} does not get it again`;
  return { sentence: `${loss}; ${list(doings)}${then}`, line };
}

/** A loss that nobody has brought about: what whoever lost the processor had done is told as well. */
function tellOwn(trace: Trace, { at }: TracedTurn, source: Source): Step {
  const { sentence, line } = tell(trace, { at: at - 1 }, source);
  const before = trace.turns.filter((turn) => turn.at < at).at(-1);
  const lines = before && linesOf(trace, before.thread, before.at, at, source);
  return { sentence: lines ? `${nameOf(trace, before.thread)} executes ${lines}; ${sentence}` : sentence, line };
}

function faultOf(trace: Trace, thread: number, { at, bytes }: Preemption, fault: FaultName, source: Source): Step {
  const call = trace.calls.find((call) => call.thread === thread && call.at >= at);
  const words = call ? callWords({ ...call, result: null }, source) : 'its next call';
  return { sentence: `${nameOf(trace, thread)} ${FAULT_WORDS[fault](words, bytes)}`, line: callLine(call, source) };
}

/** What happens to whoever makes a call. */
const FAULT_WORDS: Readonly<Record<FaultName, (call: string, bytes: number | undefined) => string>> = {
  EINTR: (call) => `is interrupted by a signal in ${call}`,
  EAGAIN: (call) => `finds no room in ${call}`,
  ENOMEM: (call) => `gets no memory in ${call}`,
  short: (call, bytes = 1) => `moves only ${count(bytes, 'byte')} by ${call}`,
  kill: (call) => `is killed before it calls ${call}`,
};

function cycleWords(trace: Trace, cycle: readonly Waiter[], source: Source): string {
  const links = cycle.map((waiter) => {
    const line = callLine(waiter.call, source);
    const where = line ? ` in ${nameOfLine(line, source)}` : '';
    return `${nameOf(trace, waiter.thread)} waits${where} for ${waitedFor(trace, waiter)}`;
  });
  return cycle.length === 1 ? list(links) : `each waits for the next one: ${list(links)}`;
}

function waitedFor(trace: Trace, { thread, for: what, holder }: Waiter): string {
  const who = thread === holder ? 'it' : nameOf(trace, holder);
  if (what === 'end') return `the end of ${who}`;
  return what === 'mutex' ? `a mutex that ${who} has locked` : `semaphore ${what}, which ${who} has taken`;
}

function wakesEarly(trace: Trace, at: number, source: Source): Step {
  const sleeping = trace.calls.filter(
    (call) => call.sleeps !== undefined && call.at < at && (call.returned ?? Infinity) > at,
  );
  const who = sleeping.map((call) => `${nameOf(trace, call.thread)} wakes up from ${callWords(call, source)}`);
  return {
    sentence: `${list(who)} before others have done anything more`,
    line: callLine(sleeping[0], source),
  };
}

interface Place {
  readonly words: string;
  readonly line: Line | null;
}

/**
 * Where a thread is when it loses the processor.
 *
 * @param back when it goes on, at the place where it was
 */
function placeOf(trace: Trace, thread: number, at: number, back: TracedTurn | undefined, source: Source): Place {
  const call = trace.calls.find((call) => call.thread === thread && call.at === at);
  if (call) return { words: `before it calls ${callWords(call, source)}`, line: callLine(call, source) };
  const block = trace.places.find((place) => place.thread === thread && place.at.includes(at));
  const known = block && source.lineOf(block.address);
  if (known) return { words: `before ${lineWords(known, source)}`, line: known };
  const line = back && back.address < LIBRARIES ? source.lineOf(back.address) : undefined;
  if (line) return { words: `in ${lineWords(line, source)}`, line };
  const last = trace.calls.filter((call) => call.thread === thread && call.at < at).at(-1);
  const where = last && (last.returned ?? Infinity) > at ? 'in' : 'after';
  return { words: last ? `${where} ${callWords(last, source)}` : 'at its beginning', line: callLine(last, source) };
}

function doingOf(trace: Trace, thread: number, from: number, until: number, source: Source): string {
  const calls = trace.calls.filter((call) => call.thread === thread && call.at >= from && call.at < until);
  const told = calls.slice(0, MOST_CALLS).map((call) => callWords(call, source));
  if (calls.length > MOST_CALLS) told.push(count(calls.length - MOST_CALLS, 'more call'));
  const lines = linesOf(trace, thread, from, until, source);
  const parts = [...(lines ? [`executes ${lines}`] : []), ...(told.length > 0 ? [`calls ${list(told)}`] : [])];
  return `${nameOf(trace, thread)} ${parts.length > 0 ? parts.join(' and ') : 'runs'}`;
}

/** Lines whose code a thread begins to execute in that time, as far as the trace remembers. */
function linesOf(trace: Trace, thread: number, from: number, until: number, source: Source): string | undefined {
  const files = new Map<string, Set<number>>();
  for (const place of trace.places) {
    if (place.thread !== thread || !place.at.some((at) => at >= from && at < until)) continue;
    const line = source.lineOf(place.address);
    if (line) files.set(line.file, (files.get(line.file) ?? new Set()).add(line.line));
  }
  if (files.size === 0) return undefined;
  const all = [...files].map(([file, numbers]) => ({ file, words: rangesOf(numbers) }));
  if (!source.isOneFile) return list(all.flatMap(({ file, words }) => words.map((range) => `${file}:${range}`)));
  const isOne = [...files.values()].every(({ size }) => size === 1);
  return `${isOne ? 'line' : 'lines'} ${list(all.flatMap(({ words }) => words))}`;
}

/** Numbers of lines as stretches of them. */
function rangesOf(numbers: ReadonlySet<number>): string[] {
  const ranges: { first: number; last: number }[] = [];
  for (const line of [...numbers].sort((a, b) => a - b)) {
    const range = ranges.at(-1);
    if (range && line - range.last <= NEAR) range.last = line;
    else ranges.push({ first: line, last: line });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first} to ${last}`));
}

/** Where whoever lost the processor has it again, and what it executes then, until somebody else has it. */
function wentOn(trace: Trace, { thread, address, at }: TracedTurn, source: Source): string {
  const inside =
    address >= LIBRARIES ? trace.calls.filter((call) => call.thread === thread && call.at < at).at(-1) : undefined;
  const next = trace.turns.find((turn) => turn.at > at && turn.thread !== thread);
  const lines = linesOf(trace, thread, at, next?.at ?? Infinity, source);
  return `${inside ? ` in ${callWords(inside, source)}` : ' where it was'}${lines ? ` and executes ${lines}` : ''}`;
}

function callWords(call: TracedCall, source: Source): string {
  const {
    arguments: [first = 0],
    result,
    semaphores,
  } = call;
  const name = semaphores ? 'semop' : functionOf(call);
  const line = callLine(call, source);
  const shown = WITH_DESCRIPTOR.has(name) ? `${name}(${first})` : name;
  const failed = result !== null && result < 0 && result > -4096 ? ', which fails' : '';
  return `${shown}${line ? ` in ${nameOfLine(line, source)}` : ''}${failed}`;
}

const WITH_DESCRIPTOR = new Set(['read', 'write', 'close', 'readv', 'writev', 'accept4', 'connect', 'listen']);

/** Where the program makes a call. */
function callLine(call: TracedCall | undefined, source: Source): Line | null {
  if (call === undefined || call.from === null) return null;
  return source.lineOf(call.from - 1) ?? null;
}

function lineWords(line: Line, source: Source): string {
  const name = nameOfLine(line, source);
  return line.text === null ? name : `${name} (${line.text})`;
}

function nameOfLine({ file, line }: Line, { isOneFile }: Source): string {
  return isOneFile ? `line ${line}` : `${file}:${line}`;
}

/** Whose code was executed. */
function filesOf({ places, calls }: Trace, lineOf: LineOf): ReadonlySet<string> {
  const addresses = [
    ...places.map(({ address }) => address),
    ...calls.flatMap(({ from }) => (from === null ? [] : [from - 1])),
  ];
  return new Set(addresses.flatMap((address) => lineOf(address)?.file ?? []));
}

function nameOf({ threads }: Trace, id: number): string {
  const thread = threads[id - 1];
  if (!thread || thread.id === 1) return 'the first process';
  const siblings = threads.filter(({ process }) => process === thread.process);
  if (siblings.length === 1) return `process ${thread.process}`;
  const number = siblings.indexOf(thread) + 1;
  return thread.process === 1 ? `thread ${number}` : `thread ${number} of process ${thread.process}`;
}
