// A timeline in Chrome's trace event format, which Perfetto opens: https://ui.perfetto.dev
import { manualName } from './call-name.js';
import type { Timeline } from './timeline.js';
import { RunWords } from './words.js';

/** What the format has in common; times in microseconds. */
interface Common {
  readonly name: string;
  readonly cat: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly args?: Readonly<Record<string, string | number>>;
}

export type TraceEvent =
  /** Something that lasts. */
  | (Common & { readonly ph: 'X'; readonly dur: number })
  /** An arrow's beginning and end; `bp`: it ends in what has begun last, and not in what comes next. */
  | (Common & { readonly ph: 's'; readonly id: number })
  | (Common & { readonly ph: 'f'; readonly id: number; readonly bp: 'e' })
  /** Something that takes no time; `s`: it is the thread's. */
  | (Common & { readonly ph: 'i'; readonly s: 't' })
  | (Common & { readonly ph: 'C'; readonly args: Readonly<Record<string, number>> })
  /** A name. */
  | (Omit<Common, 'ts'> & { readonly ph: 'M'; readonly ts: 0 });

export interface Trace {
  readonly displayTimeUnit: 'ns';
  readonly traceEvents: readonly TraceEvent[];
}

/** Objects are counters of a process that there is none of: more than the kernel counts to. Process 0 is taken for the idle one, and not shown. */
const OBJECTS = 1_000_000;

export function traceOf(timeline: Timeline): Trace {
  const words = new RunWords(timeline);
  return {
    displayTimeUnit: 'ns',
    traceEvents: [
      ...names(timeline, words),
      ...states(timeline),
      ...calls(timeline, words),
      ...moments(timeline, words),
      ...flows(timeline, words),
      ...counters(timeline),
    ],
  };
}

function names({ lanes }: Timeline, words: RunWords): TraceEvent[] {
  const meta = (name: string, pid: number, tid: number, value: string): TraceEvent => ({
    ph: 'M',
    name,
    cat: '__metadata',
    pid,
    tid,
    ts: 0,
    args: { name: value },
  });
  return [
    meta('process_name', OBJECTS, OBJECTS, 'objects'),
    ...lanes.flatMap(({ thread, process }) => [
      ...(thread === process ? [meta('process_name', process, thread, words.who(thread))] : []),
      meta('thread_name', process, thread, words.who(thread)),
    ]),
  ];
}

function states({ lanes, calls: all, names: objects }: Timeline): TraceEvent[] {
  return lanes.flatMap(({ thread, process, segments }) =>
    segments
      .filter(({ activity }) => activity !== 'runs')
      .map(({ activity, from, to, call }): TraceEvent => {
        const event = call === undefined ? undefined : all[call]?.event;
        const object = event?.uses[0]?.object ?? event?.objects[0];
        const args = object && { on: objects.of(object) };
        return {
          ph: 'X',
          name: activity,
          cat: 'state',
          pid: process,
          tid: thread,
          ts: from / 1000,
          dur: (to - from) / 1000,
          ...(args && { args }),
        };
      }),
  );
}

function calls({ calls: all, end }: Timeline, words: RunWords): TraceEvent[] {
  return all.map(({ index, event, end: returned, line }): TraceEvent => {
    const { thread, process, time } = event;
    return {
      ph: 'X',
      name: manualName(event.name),
      cat: 'call',
      pid: process,
      tid: thread,
      ts: time / 1000,
      dur: ((returned?.time ?? end) - time) / 1000,
      args: {
        what: words.event(index) ?? '',
        ...(returned && { result: returned.result }),
        ...(line && { line: `${line.file}:${line.line}` }),
      },
    };
  });
}

/** What a call returned with, or what let a thread run, has come just before: within the call, which is over at that instant. In nanoseconds. */
const BEFORE = 1;

const MOMENTS: readonly string[] = ['fork', 'exit', 'signal-sent', 'signal-delivered', 'fault'];

function moments({ events, lanes }: Timeline, words: RunWords): TraceEvent[] {
  const processOf = new Map(lanes.map(({ thread, process }) => [thread, process]));
  return events.flatMap(({ kind, thread, time }, index): TraceEvent[] => {
    if (!MOMENTS.includes(kind) || thread === 0) return [];
    const common = {
      name: kind,
      cat: 'moment',
      pid: processOf.get(thread) ?? thread,
      tid: thread,
      args: { what: words.event(index) ?? '' },
    };
    // Other viewers want an arrow's end to lie in something that lasts.
    return kind === 'signal-delivered'
      ? [{ ...common, ph: 'X', ts: (time - BEFORE) / 1000, dur: BEFORE / 1000 }]
      : [{ ...common, ph: 'i', s: 't', ts: time / 1000 }];
  });
}

/**
 * Perfetto has an arrow lead from what has begun last on a thread to what has begun last on the other, ended or not, and turns it round where
 * the second began first, as a read did that has waited for its write. So an arrow has a moment of its own at either end.
 */
function flows({ events, lanes, edges }: Timeline, words: RunWords): TraceEvent[] {
  const processOf = new Map(lanes.map(({ thread, process }) => [thread, process]));
  const placeOf = (thread: number, time: number): Pick<Common, 'pid' | 'tid' | 'ts'> => ({
    pid: processOf.get(thread) ?? thread,
    tid: thread,
    ts: time / 1000,
  });
  return edges.flatMap((edge, index): TraceEvent[] => {
    const [from, to] = [events[edge.from], events[edge.to]];
    if (!from || !to) return [];
    const common = { name: edge.kind, cat: 'flow' };
    const moment = { ...common, ph: 'i', s: 't', args: { what: words.edge(edge) } } as const;
    const [begin, end] = [
      placeOf(edge.fromThread, from.time),
      placeOf(edge.toThread, Math.max(from.time, to.time - BEFORE)),
    ];
    return [
      { ...moment, ...begin },
      { ...common, ph: 's', id: index + 1, ...begin },
      { ...moment, ...end },
      { ...common, ph: 'f', bp: 'e', id: index + 1, ...end },
    ];
  });
}

function counters({ objects }: Timeline): TraceEvent[] {
  return objects.flatMap(({ name, steps }) =>
    steps.map(({ time, amount }): TraceEvent => ({
      ph: 'C',
      name,
      cat: 'object',
      pid: OBJECTS,
      tid: OBJECTS,
      ts: time / 1000,
      args: { amount },
    })),
  );
}
