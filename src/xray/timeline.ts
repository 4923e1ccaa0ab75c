// A recording as what a picture of it is drawn from: lanes of threads, objects with their content, and what passes between them.
import { EdgeFinder, type Edge } from './edges.js';
import type { CallEvent, ObjectReference, Recording, ReturnEvent, XrayEvent } from './events.js';
import { withFatalSignals } from './fatal-signals.js';
import { Holds, type Hold } from './holds.js';
import { LibcStart } from './libc-start.js';
import { ObjectNames, keyOf, type ObjectKey } from './objects.js';
import { RunState, type Activity } from './run-state.js';
import { withSocketPeers } from './socket-peers.js';
import { lineOfCall, type LineOf, type SourceLine } from './source-line.js';

/** A system call from its beginning to its end. */
export interface Call {
  /** Index of the event that begins it, and of the one that ends it; undefined: it has not ended. */
  readonly index: number;
  returned: number | undefined;
  readonly event: CallEvent;
  end: ReturnEvent | undefined;
  /** Between exec and main. */
  readonly isStart: boolean;
  readonly line: SourceLine | undefined;
}

/** What a thread was at for a while; times in nanoseconds since the recording began. */
export interface Segment {
  readonly from: number;
  to: number;
  readonly activity: Activity;
  /** The call that it is in, as an index into `calls`. */
  readonly call: number | undefined;
  /** It would have gone on: the processor was taken from it. */
  readonly isPreempted: boolean;
}

export interface Lane {
  readonly thread: number;
  readonly process: number;
  readonly segments: readonly Segment[];
}

/** A thing that processes share. */
export interface ObjectLine {
  readonly key: ObjectKey;
  readonly reference: ObjectReference;
  readonly name: string;
  /** It was open as a standard stream when the run began, and leads out of it. */
  readonly isStream: boolean;
  /** How much was in it from when on. */
  readonly steps: readonly { readonly time: number; readonly amount: number }[];
  /** What fits into it; undefined: not known. */
  readonly capacity: number | undefined;
  readonly holds: readonly Hold[];
}

export interface ProcessLine {
  readonly id: number;
  /** 0: nobody of the container. */
  readonly parent: number;
  /** The programs that it executed, one after the other; the first is that of its parent where it was forked. */
  readonly programs: readonly { readonly time: number; readonly name: string; readonly path: string | undefined }[];
  /** As wait(2) gives it; undefined: it has not ended. */
  readonly status: number | undefined;
}

export interface Timeline {
  readonly events: readonly XrayEvent[];
  /** Of the last event. */
  readonly end: number;
  /** How it was just after it. */
  readonly state: RunState;
  readonly processes: readonly ProcessLine[];
  /** Those of a process stand together, a child behind its parent. */
  readonly lanes: readonly Lane[];
  /** In the order in which they came. */
  readonly objects: readonly ObjectLine[];
  readonly calls: readonly Call[];
  /** The same by the events that begin them. */
  readonly callAt: ReadonlyMap<number, Call>;
  /** By the event that ends them. */
  readonly edges: readonly Edge[];
  readonly names: ObjectNames;
  /** Events that there was no room for. */
  readonly lost: number;
}

interface GrowingLane {
  readonly thread: number;
  readonly process: number;
  readonly segments: Segment[];
}

/** @param lineOf what the programs' debug information says */
export function timelineOf({ events }: Recording, lineOf: LineOf = () => undefined): Timeline {
  return new TimelineBuilder(lineOf).build(withFatalSignals(withSocketPeers(events)));
}

class TimelineBuilder {
  readonly #holds = new Holds();
  readonly #state = new RunState(this.#holds);
  readonly #edges = new EdgeFinder(this.#state);
  readonly #names = new ObjectNames();
  readonly #start = new LibcStart();
  readonly #lineOf: LineOf;
  readonly #lanes = new Map<number, GrowingLane[]>();
  readonly #all: GrowingLane[] = [];
  readonly #calls: Call[] = [];
  readonly #callAt = new Map<number, Call>();
  readonly #open = new Map<number, number>();
  readonly #steps = new Map<ObjectKey, { time: number; amount: number }[]>();
  readonly #capacities = new Map<ObjectKey, number>();
  readonly #programs = new Map<number, { time: number; name: string; path: string | undefined }[]>();
  readonly #paths = new Map<number, string>();
  /** Who made a process, whoever has adopted it since. */
  readonly #parents = new Map<number, number>();
  #lost = 0;

  constructor(lineOf: LineOf) {
    this.#lineOf = lineOf;
  }

  build(events: readonly XrayEvent[]): Timeline {
    for (const [index, event] of events.entries()) {
      this.#holds.time = event.time;
      this.#edges.before(event, index);
      this.#state.apply(event, index);
      this.#note(event, index);
    }
    const end = events.at(-1)?.time ?? 0;
    for (const { segments } of this.#all) {
      const last = segments.at(-1);
      if (last) last.to = end;
    }
    const lanesOf = groupedBy(this.#all, ({ process }) => process);
    const processes = inOrderOfBirth(
      [...this.#state.processes.values()].map(({ id, status }) => ({
        id,
        parent: this.#parents.get(id) ?? 0,
        status,
        programs: this.#programs.get(id) ?? [],
      })),
    );
    return {
      events,
      end,
      state: this.#state,
      processes,
      lanes: processes.flatMap(({ id }) => lanesOf.get(id) ?? []),
      objects: [...this.#state.objects].map(([key, { reference }]) => ({
        key,
        isStream: this.#names.isStream(reference),
        reference,
        name: this.#names.of(reference),
        steps: this.#steps.get(key) ?? [],
        capacity: this.#capacities.get(key),
        holds: this.#holds.of(key),
      })),
      calls: this.#calls,
      callAt: this.#callAt,
      edges: this.#edges.result,
      names: this.#names,
      lost: this.#lost,
    };
  }

  #note(event: XrayEvent, index: number): void {
    const { time, thread } = event;
    switch (event.kind) {
      case 'call':
        this.#begin(event, index);
        this.#look(thread, time, false);
        return;
      case 'return':
        this.#end(event, index);
        this.#look(thread, time, false);
        return;
      case 'switch':
        this.#look(thread, time, event.preempted);
        this.#look(event.to, time, false);
        return;
      case 'wake':
        this.#look(event.whom, time, false);
        return;
      case 'fork':
        if (!event.isThread) this.#born(event.process, this.#processOf(thread), time);
        this.#look(event.child, time, false);
        return;
      case 'exec':
        this.#exec(event.path, thread, time);
        return;
      case 'exit':
      case 'signal-delivered':
        this.#look(thread, time, false);
        return;
      case 'lost':
        this.#lost += event.count;
        return;
      case 'signal-sent':
      case 'fault':
        return;
    }
  }

  #processOf(thread: number): number {
    return this.#state.processOf(thread)?.id ?? thread;
  }

  #born(child: number, parent: number, time: number): void {
    const path = this.#paths.get(parent);
    this.#parents.set(child, parent);
    this.#programs.set(child, [{ time, name: this.#state.processes.get(child)?.name ?? '', path }]);
    if (path === undefined) this.#paths.delete(child);
    else this.#paths.set(child, path);
  }

  #exec(path: string, thread: number, time: number): void {
    const process = this.#state.processOf(thread);
    if (!process) return;
    const program = { time, name: process.name, path };
    const programs = this.#programs.get(process.id);
    if (programs) programs.push(program);
    else this.#programs.set(process.id, [program]);
    this.#paths.set(process.id, path);
    this.#start.begins(process.id);
  }

  #begin(event: CallEvent, index: number): void {
    for (const use of event.uses) this.#names.meetUse(use);
    for (const object of event.objects) this.#names.meet(object);
    const line = lineOfCall(event, this.#paths.get(event.process), this.#lineOf);
    this.#open.set(event.thread, this.#calls.length);
    const isStart = this.#start.has(event, line !== undefined);
    const call: Call = { index, returned: undefined, event, end: undefined, isStart, line };
    this.#calls.push(call);
    this.#callAt.set(index, call);
  }

  #end(event: ReturnEvent, index: number): void {
    for (const { object } of event.uses) this.#names.meet(object);
    const call = this.#calls[this.#open.get(event.thread) ?? -1];
    this.#open.delete(event.thread);
    if (!call) return;
    call.returned = index;
    call.end = event;
    const object = call.event.uses[0]?.object ?? call.event.objects[0] ?? event.uses[0]?.object;
    if (object && event.content) this.#content(keyOf(object), event.time, event.content.amount, event.content.capacity);
  }

  #content(key: ObjectKey, time: number, amount: number, capacity: number | undefined): void {
    if (capacity !== undefined) this.#capacities.set(key, Math.max(capacity, this.#capacities.get(key) ?? 0));
    const steps = this.#steps.get(key);
    if (!steps) this.#steps.set(key, [{ time, amount }]);
    else if (steps.at(-1)?.amount !== amount) steps.push({ time, amount });
  }

  /** Ends what the thread was at, if it is at something else now. */
  #look(id: number, time: number, isPreempted: boolean): void {
    const thread = this.#state.threads.get(id);
    if (!thread) return;
    const lanes = this.#lanes.get(id);
    let lane = lanes?.at(-1);
    const isOver = lane?.segments.at(-1)?.activity === 'ended' && thread.activity !== 'ended';
    if (!lane || isOver) {
      lane = { thread: id, process: thread.process, segments: [] };
      this.#all.push(lane);
      this.#lanes.set(id, [...(lanes ?? []), lane]);
    }
    const { activity } = thread;
    const call = activity === 'runs' ? undefined : this.#open.get(id);
    const last = lane.segments.at(-1);
    if (last?.activity === activity && last.call === call) return;
    if (last) last.to = time;
    lane.segments.push({ from: time, to: time, activity, call, isPreempted: isPreempted && activity === 'ready' });
  }
}

/** A child behind its parent and its elder siblings, however many generations there are. */
function inOrderOfBirth<T extends { readonly id: number; readonly parent: number }>(processes: readonly T[]): T[] {
  const known = new Set(processes.map(({ id }) => id));
  const isFirst = ({ id, parent }: T): boolean => parent === id || !known.has(parent);
  const children = groupedBy(
    processes.filter((one) => !isFirst(one)),
    ({ parent }) => parent,
  );
  const ordered: T[] = [];
  const next = processes.filter(isFirst).reverse();
  for (let one = next.pop(); one; one = next.pop()) {
    ordered.push(one);
    for (const child of (children.get(one.id) ?? []).reverse()) next.push(child);
  }
  return ordered;
}

function groupedBy<T>(all: readonly T[], key: (one: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of all) {
    const known = groups.get(key(one));
    if (known) known.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}
