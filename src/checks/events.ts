// What a recording of a run says of one party: its calls, who let them go on, and how full things were.
import type { Edge } from '#xray/edges.js';
import { FORK, rawNames, THREAD } from '#linux/call-names.js';
import { isInterrupted } from '#xray/call-words.js';
import type { ObjectKind } from '#xray/events.js';
import { manualName } from '#xray/call-name.js';
import { timelineOf, type Call, type Timeline } from '#xray/timeline.js';
import type { LookedAt } from './observed.js';

/** Calls that are alike. */
export interface Matcher {
  /** The name of its manual page. */
  readonly call: string;
  /** What its descriptor, or the System V object it names, is. */
  readonly on?: ObjectKind | undefined;
  /** Which end its descriptor is. */
  readonly end?: 'read' | 'write' | undefined;
  /** Whether it fails; default: it does not. */
  readonly fails?: boolean | undefined;
}

const PASSES: ReadonlySet<Edge['kind']> = new Set(['bytes', 'message', 'wake']);

/** The events of a party's processes. */
export class PartyEvents {
  readonly #timeline: Timeline;
  readonly #calls: readonly { readonly call: Call; readonly place: number }[];

  private constructor(timeline: Timeline, process: number) {
    this.#timeline = timeline;
    const own = new Set([process]);
    for (const { id, parent } of timeline.processes) if (own.has(parent)) own.add(id);
    this.#calls = timeline.calls.flatMap((call, place) =>
      own.has(call.event.process) && !call.isStart ? [{ call, place }] : [],
    );
  }

  /** @returns why nothing can be said of its events, where it is so */
  static of({ party, recording }: LookedAt): PartyEvents | string {
    if (!recording || party?.pid === undefined) return 'its events were not recorded';
    const timeline = timelineOf(recording);
    if (timeline.lost > 0) return 'it did so much that not all of its events could be recorded';
    return new PartyEvents(timeline, party.pid);
  }

  matching(matcher: Matcher): Call[] {
    return this.#calls.map(({ call }) => call).filter((call) => matches(call, matcher));
  }

  /** Milliseconds of the guest that a call has waited. */
  waited(call: Call): number {
    const { lanes } = this.#timeline;
    const place = this.#calls.find((one) => one.call === call)?.place;
    const waits = lanes
      .filter(({ thread }) => thread === call.event.thread)
      .flatMap(({ segments }) => segments.filter((one) => one.activity === 'waits' && one.call === place));
    return waits.reduce((sum, { from, to }) => sum + to - from, 0) / 1e6;
  }

  /** The calls, of whichever party, that a call went on by. */
  wakersOf(call: Call): Call[] {
    const { edges, calls } = this.#timeline;
    const { thread } = call.event;
    const last = call.returned ?? Infinity;
    return edges
      .filter(({ kind, toThread, to }) => PASSES.has(kind) && toThread === thread && to >= call.index && to <= last)
      .flatMap(({ from, fromThread }) => {
        const by = calls.findLast(({ event, index }) => event.thread === fromThread && index <= from);
        return by ? [by] : [];
      });
  }

  /**
   * How much was in each thing of a kind that the party has used.
   *
   * @param when calls just after which is looked; undefined: at each instant
   */
  amounts(kind: ObjectKind, when?: Matcher): number[] {
    const used = new Set(this.#calls.flatMap(({ call }) => objectsOf(call).map(({ id }) => id)));
    const instants = when && this.matching(when).flatMap(({ end }) => (end ? [end.time] : []));
    return this.#timeline.objects
      .filter(({ reference, isStream }) => reference.kind === kind && !isStream && used.has(reference.id))
      .flatMap(({ steps }) =>
        (instants?.map((instant) => steps.findLast(({ time }) => time <= instant)) ?? steps).flatMap(
          (step) => step?.amount ?? [],
        ),
      );
  }
}

/** Whether a call of the kernel's is one that the name of a manual page stands for; whether one makes a process, its name does not say. */
function isCalled(name: string, call: string): boolean {
  return manualName(name) === call || (call !== FORK && call !== THREAD && rawNames(call).includes(name));
}

export function matches({ event, end }: Call, { call, on, end: access, fails = false }: Matcher): boolean {
  if (!isCalled(event.name, call)) return false;
  if (fails !== (end !== undefined && end.result < 0 && !isInterrupted(end))) return false;
  if (on === undefined && access === undefined) return true;
  const [use] = event.uses;
  const object = use?.object ?? event.objects[0];
  return (on === undefined || object?.kind === on) && (access === undefined || use?.access === access);
}

function objectsOf({ event, end }: Call): readonly { readonly id: number }[] {
  return [
    ...event.uses.map(({ object }) => object),
    ...event.objects,
    ...(end?.uses.map(({ object }) => object) ?? []),
  ];
}

/** `close of the write end of a pipe` */
export function matcherWords({ call, on, end, fails }: Matcher): string {
  const what = on === undefined ? '' : ` a ${on.replaceAll('-', ' ')}`;
  const where = end === undefined ? what : ` the ${end} end${what === '' ? '' : ` of${what}`}`;
  return `${fails === true ? 'a failing ' : ''}${call}${where === '' ? '' : ` on${where}`}`;
}
