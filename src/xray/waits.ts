// Who waits for whom at an instant, and who waits for ever because each of them could be woken by the others alone.
import { holdersOf } from '#facts/descriptors.js';
import { doingWords } from '#facts/explain/doing.js';
import { called, list } from '#facts/explain/words.js';
import { aliveOf } from '#facts/processes.js';
import type { Facts, Process, Thread } from '#facts/types.js';
import { doingOf } from '#facts/wait/doing.js';
import type { Obstacle } from '#facts/wait/types.js';
import { keyOf } from './objects.js';
import { factsOfState } from './facts-of-state.js';
import type { RunState } from './run-state.js';

export interface Waiter {
  readonly thread: number;
  readonly process: number;
  /** `reader (4)` */
  readonly name: string;
  /** A sentence without its full stop. */
  readonly words: string;
  /** What it waits on; undefined: no thing that processes share. */
  readonly object: string | undefined;
  /** Threads of which any could let it go on, itself included; undefined: something else can, such as time or a person. */
  readonly helpers: readonly number[] | undefined;
  /** Those of the helpers that have what it waits for; none: it is not known who has. */
  readonly holders: readonly number[];
}

export interface WaitGraph {
  readonly waiters: readonly Waiter[];
  /** Threads that nobody can wake. */
  readonly stuck: ReadonlySet<number>;
  /** Threads of which each waits for the next, and the last for the first. */
  readonly cycles: readonly (readonly number[])[];
  /** What follows from it, a sentence each, without a full stop. */
  readonly sentences: readonly string[];
}

export function waitGraph(state: RunState): WaitGraph {
  const facts = factsOfState(state);
  const waiters = aliveOf(facts).flatMap((process) =>
    process.threads.flatMap((thread) => waiterOf(process, thread, facts, state) ?? []),
  );
  const stuck = stuckOf(waiters);
  const cycles = cyclesOf(waiters.filter(({ thread }) => stuck.has(thread)));
  return { waiters, stuck, cycles, sentences: sentencesOf(waiters, stuck, cycles) };
}

function waiterOf(process: Process, thread: Thread, facts: Facts, state: RunState): Waiter | undefined {
  const doing = doingOf(process, thread, facts);
  if (doing.is !== 'waiting') return undefined;
  const event = state.threads.get(thread.id)?.call?.event;
  const object = event?.uses[0]?.object ?? event?.objects[0];
  const name = thread.id === process.pid ? called(process) : `${called(process)}, thread ${thread.id},`;
  const place = { process, thread, facts, state };
  const holders = threadsOf(holdersFor(doing.for, place), facts);
  return {
    thread: thread.id,
    process: process.pid,
    name,
    words: `${name} ${doingWords(doing)}`,
    object: object && keyOf(object),
    helpers: helpersFor(doing.for, place),
    holders,
  };
}

/** Processes that have what is waited for. */
function holdersFor(obstacle: Obstacle, place: Place): number[] {
  switch (obstacle.kind) {
    case 'pipe':
      return obstacle.holders.map(({ pid }) => pid);
    case 'child':
      return obstacle.child ? [obstacle.child.pid] : [];
    case 'semaphore':
      return place.state.takings.holdersOf(obstacle.set, obstacle.index);
    case 'socket':
      return peersOf(place);
    default:
      return [];
  }
}

interface Place {
  readonly process: Process;
  readonly thread: Thread;
  readonly facts: Facts;
  readonly state: RunState;
}

function helpersFor(obstacle: Obstacle, place: Place): number[] | undefined {
  const { process, thread, facts, state } = place;
  switch (obstacle.kind) {
    case 'pipe':
      // Of a standard stream that nobody here holds, the other end is outside.
      return obstacle.holders.length === 0
        ? undefined
        : threadsOf(
            obstacle.holders.map(({ pid }) => pid),
            facts,
          );
    case 'child': {
      const children = aliveOf(facts).filter(({ parent }) => parent === process.pid);
      return threadsOf(obstacle.child ? [obstacle.child.pid] : children.map(({ pid }) => pid), facts);
    }
    case 'thread':
      return [obstacle.id];
    case 'own-lock':
      return othersThan(thread, usersOr(place, [process.pid]));
    case 'socket': {
      const peers = peersOf(place);
      // Of a socket whose other end nobody here holds, it is outside, or not known.
      return peers.length === 0 ? undefined : threadsOf(peers, facts);
    }
    case 'fifo':
      return othersThan(thread, threadsOf(everybody(facts), facts));
    case 'semaphore':
    case 'posix-semaphore':
    case 'shared-lock':
    case 'queue-full':
    case 'queue-empty':
    case 'posix-queue-full':
    case 'posix-queue-empty':
      return othersThan(thread, threadsOf(everybody(facts), facts)).filter((id) => state.threads.has(id));
    default:
      return undefined;
  }
}

/** A futex that other processes have used as well is shared; else it is the process's own. */
function usersOr({ thread, facts, state }: Place, own: readonly number[]): number[] {
  const event = state.threads.get(thread.id)?.call?.event;
  const object = event?.objects[0] && state.objects.get(keyOf(event.objects[0]));
  return threadsOf([...new Set([...own, ...(object?.users ?? [])])], facts);
}

/** Processes that hold the other end of the socket that a thread is in a call on. */
function peersOf({ thread, facts, state }: Place): number[] {
  const socket = state.threads.get(thread.id)?.call?.event.uses[0]?.object;
  if (socket?.peer === undefined) return [];
  return holdersOf(facts.processes, `socket:[${socket.peer}]`, 'write').map(({ process }) => process.pid);
}

function everybody(facts: Facts): number[] {
  return aliveOf(facts).map(({ pid }) => pid);
}

function othersThan({ id }: Thread, threads: readonly number[]): number[] {
  return threads.filter((other) => other !== id);
}

function threadsOf(processes: readonly number[], facts: Facts): number[] {
  return aliveOf(facts)
    .filter(({ pid }) => processes.includes(pid))
    .flatMap(({ threads }) => threads.map(({ id }) => id));
}

/** The largest set of waiting threads in which everybody who could help is in the set, too. */
function stuckOf(waiters: readonly Waiter[]): Set<number> {
  const stuck = new Set(waiters.filter(({ helpers }) => helpers !== undefined).map(({ thread }) => thread));
  let isSame = false;
  while (!isSame) {
    isSame = true;
    for (const { thread, helpers = [] } of waiters) {
      if (!stuck.has(thread) || helpers.every((helper) => stuck.has(helper))) continue;
      stuck.delete(thread);
      isSame = false;
    }
  }
  return stuck;
}

function cyclesOf(stuck: readonly Waiter[]): number[][] {
  const next = new Map(stuck.map((waiter) => [waiter.thread, waiter.holders]));
  const cycles: number[][] = [];
  const done = new Set<number>();
  for (const start of next.keys()) {
    const path: number[] = [];
    for (let at: number | undefined = start; at !== undefined && !done.has(at);) {
      const seen = path.indexOf(at);
      if (seen >= 0) {
        cycles.push(path.slice(seen));
        break;
      }
      path.push(at);
      const holders: readonly number[] = next.get(at) ?? [];
      // Who waits for itself waits for nobody else's sake.
      at = holders.find((holder) => holder === at) ?? holders.find((holder) => next.has(holder));
    }
    for (const thread of path) done.add(thread);
  }
  return cycles;
}

function sentencesOf(waiters: readonly Waiter[], stuck: ReadonlySet<number>, cycles: WaitGraph['cycles']): string[] {
  const nameOf = (thread: number): string => waiters.find((one) => one.thread === thread)?.name ?? String(thread);
  const inCycles = new Set(cycles.flat());
  const rest = waiters.filter(({ thread }) => stuck.has(thread) && !inCycles.has(thread));
  return [
    ...cycles.map((cycle) => {
      if (cycle.length === 1) return `nobody can wake ${nameOf(cycle[0] ?? 0)}: it waits for what only it could give`;
      const steps = cycle.map(
        (thread, at) => `${nameOf(thread)} waits for ${nameOf(cycle[(at + 1) % cycle.length] ?? 0)}`,
      );
      return `${list(steps)}: none of them can go on`;
    }),
    ...rest.map(({ name, helpers = [] }) =>
      helpers.length === 0
        ? `nobody is there who could wake ${name}`
        : `${name} waits for ${list(helpers.slice(0, 4).map(nameOf))}, who cannot go on`,
    ),
  ];
}
