// What can happen to a program besides that it loses the processor for a moment: one such thing in a run.
import type { Preemption } from '#machine/schedule.js';
import type { Trace, TracedCall } from '#machine/trace.js';
import { functionOf } from './call-function.js';
import { shortened, withoutMemory, withoutRoom } from './faults.js';
import { isPrivate, pointsOf } from './points.js';

/**
 * `time`: whoever sleeps wakes up before others have done anything more. `EINTR`: a call that waits is interrupted by a signal. `short`: a
 * read or a write does a part of what it could. `full`: there is no room for what is not to wait. `ENOMEM`: there is no memory for
 * a process, a thread or a mapping. `kill`: a process is killed before a call.
 */
export const ENEMIES = ['time', 'EINTR', 'short', 'full', 'ENOMEM', 'kill'] as const;
export type EnemyName = (typeof ENEMIES)[number];

/** Everything of the kind that can happen in a run, each once; with `kill` to every process but the first. */
const PROVOKED: Readonly<Record<EnemyName, (trace: Trace) => Preemption[]>> = {
  time: earlyWakers,
  EINTR: (trace) => trace.calls.filter((call) => isInterruptible(trace, call)).map(at('EINTR')),
  short: shortened,
  full: withoutRoom,
  ENOMEM: withoutMemory,
  kill: (trace) => trace.calls.filter((call) => isOfChild(trace, call)).map(at('kill')),
};

/** Longer sleeps are left alone, ms. */
const LONGEST_SLEEP = 10_000;
/** Beyond the sleep itself, ms: until its timer has struck. */
const MARGIN = 20;

/**
 * Calls that wait for others, and whose interruption leaves nothing behind. Of calls that give something, such as write, nobody can tell from
 * outside whether they waited; pause is left by a handler that has run, which is not so here; nanosleep writes how much is left.
 */
const INTERRUPTED = words(
  'read readv wait4 waitpid waitid accept accept4 recv recvfrom recvmsg flock futex mq_timedreceive',
);
/** The same, whether handlers have SA_RESTART or not. */
const NEVER_RESTARTED = words('poll ppoll select _newselect pselect6 epoll_wait epoll_pwait semop semtimedop msgrcv');
/** Of futex(2): the operations that wait, without the flag that it is of one process. */
const FUTEX_WAITS = new Set([0, 9]);
const FUTEX_OPERATION = 0x7f;

/** @returns in the order of the enemies, each once in a run */
export function enemiesOf(trace: Trace, names: readonly EnemyName[]): Preemption[] {
  return ENEMIES.filter((name) => names.includes(name)).flatMap((name) => PROVOKED[name](trace));
}

/** Whether a program cannot come to the same any more: that what is left of it ends, and ends well, is enough. */
export function isLoss({ fault }: Preemption): boolean {
  return fault === 'kill' || fault === 'ENOMEM';
}

/** Whether a schedule has one: it gets nothing more. */
export function isEnemy({ leap, fault }: Preemption): boolean {
  return leap !== undefined || fault !== undefined;
}

/** Time by which a schedule makes a run longer, ms: whoever has the processor then is charged with it. */
export function leapsOf(preemptions: readonly Preemption[]): number {
  return preemptions.reduce((sum, { leap = 0 }) => sum + leap, 0);
}

/** While somebody sleeps, wherever others could lose the processor, they lose it for as long as that takes. */
function earlyWakers(trace: Trace): Preemption[] {
  const leaps = new Map<number, number>();
  for (const { thread, at: from, returned, sleeps } of trace.calls) {
    if (sleeps === undefined || sleeps > LONGEST_SLEEP) continue;
    const others = pointsOf(trace, from).points.filter(
      (point) => point.thread !== thread && point.at <= (returned ?? Infinity) && point.pass === 0,
    );
    for (const point of others) leaps.set(point.at, Math.ceil(sleeps) + MARGIN);
  }
  return [...leaps].map(([at, leap]) => ({ at, leap }));
}

function at(fault: 'EINTR' | 'kill'): (call: TracedCall) => Preemption {
  return (call) => ({ at: call.at, fault });
}

/** It waited, and its process has a handler that could have been called meanwhile. */
function isInterruptible(trace: Trace, call: TracedCall): boolean {
  const name = functionOf(call);
  const isListed = INTERRUPTED.has(name) || NEVER_RESTARTED.has(name);
  const gives = call.semaphores?.changes.every(({ by }) => by > 0) ?? false;
  if (!isListed || gives || !waited(trace, call)) return false;
  if (name === 'futex' && !FUTEX_WAITS.has((call.arguments[1] ?? 0) & FUTEX_OPERATION)) return false;
  const process = processOf(trace, call.thread);
  const born = trace.threads.find((thread) => thread.process === process)?.started ?? 0;
  return trace.calls.some(({ handler, thread, at: installed }) => {
    if (!handler || (handler.restarts && !NEVER_RESTARTED.has(name))) return false;
    // What was installed before it was born it has from its parent.
    return processOf(trace, thread) === process ? installed < call.at : installed < born;
  });
}

function waited({ turns }: Trace, { thread, at: from, returned }: TracedCall): boolean {
  return turns.some((turn) => turn.thread !== thread && turn.at > from && turn.at < (returned ?? Infinity));
}

function isOfChild(trace: Trace, { number, thread }: TracedCall): boolean {
  return processOf(trace, thread) !== 1 && !isPrivate(number);
}

function processOf({ threads }: Trace, thread: number): number {
  return threads[thread - 1]?.process ?? 1;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
