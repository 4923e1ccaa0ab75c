// The export for Perfetto, against what the format's documentation ("Trace Event Format") says of each kind of event, and
// what Perfetto's trace processor makes of it: its importer of JSON sorts by time, longer slices first, otherwise as they stand in the file.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as z from 'zod';
import { traceOf } from '#xray/perfetto.js';
import { timelineOf } from '#xray/timeline.js';
import { barrier, closedPipe, handledSignal, openPipe, philosophers, tcpTalk } from '../../support/xray/stories.js';

const common = { name: z.string().min(1), cat: z.string().min(1), pid: z.int(), tid: z.int(), ts: z.number().min(0) };
const words = z.record(z.string(), z.union([z.string(), z.number()])).optional();

const format = z.strictObject({
  displayTimeUnit: z.literal('ns'),
  traceEvents: z.array(
    z.discriminatedUnion('ph', [
      z.strictObject({ ph: z.literal('X'), ...common, dur: z.number().min(0), args: words }),
      z.strictObject({ ph: z.literal('s'), ...common, id: z.int(), args: words }),
      z.strictObject({ ph: z.literal('f'), ...common, id: z.int(), bp: z.literal('e') }),
      z.strictObject({ ph: z.literal('i'), ...common, s: z.literal('t'), args: words }),
      z.strictObject({ ph: z.literal('C'), ...common, args: z.record(z.string(), z.number()) }),
      z.strictObject({ ph: z.literal('M'), ...common, args: z.strictObject({ name: z.string() }) }),
    ]),
  ),
});

type Imported = z.output<typeof format>['traceEvents'][number];

interface Slice {
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
}

/** Slices that it would move elsewhere, and by number what each arrow leads from and to. */
function imported(events: readonly Imported[]): { overlaps: Slice[]; arrows: Map<number, Slice[]> } {
  const stacks = new Map<number, Slice[]>();
  const [overlaps, begun, arrows] = [[] as Slice[], new Map<number, Slice>(), new Map<number, Slice[]>()];
  // It counts nanoseconds.
  const start = ({ ts }: { readonly ts: number }): number => Math.round(ts * 1000);
  const length = (event: Imported): number => (event.ph === 'X' ? Math.round(event.dur * 1000) : -1);
  for (const event of events.toSorted((a, b) => start(a) - start(b) || length(b) - length(a))) {
    const stack = stacks.get(event.tid) ?? [];
    stacks.set(event.tid, stack);
    const top = stack.at(-1);
    switch (event.ph) {
      case 'X':
      case 'i': {
        const slice = { tid: event.tid, ts: event.ts, dur: event.ph === 'X' ? event.dur : 0 };
        const [from, to] = [start(event), start(event) + Math.max(0, length(event))];
        const endOf = (one: Slice): number => start(one) + Math.round(one.dur * 1000);
        // Moments at one instant lie in each other.
        const isOver = (one: Slice): boolean =>
          endOf(one) < from || (endOf(one) === from && (one.dur > 0 || to > from));
        const open = stack.filter((one) => !isOver(one));
        if (open.some((one) => from < endOf(one) && to > endOf(one))) overlaps.push(slice);
        else stacks.set(event.tid, [...open, slice]);
        break;
      }
      case 's':
        if (top) begun.set(event.id, top);
        break;
      case 'f': {
        const from = begun.get(event.id);
        if (from && top) arrows.set(event.id, start(from) > start(top) ? [top, from] : [from, top]);
        break;
      }
      default:
    }
  }
  return { overlaps, arrows };
}

for (const [name, recording] of Object.entries({
  openPipe: openPipe(),
  closedPipe: closedPipe(),
  philosophers: philosophers(),
  handledSignal: handledSignal(),
  barrier: barrier(),
  tcpTalk: tcpTalk(),
})) {
  it(`is what the format says, with an end for each arrow's beginning: ${name}`, () => {
    const { traceEvents } = format.parse(JSON.parse(JSON.stringify(traceOf(timelineOf(recording)))));
    const [begun, ended] = (['s', 'f'] as const).map((kind) =>
      traceEvents.flatMap((event) => (event.ph === kind ? [event.id] : [])),
    );
    assert.deepEqual(begun, ended);
    assert.equal(new Set(begun).size, begun?.length);
    const named = new Set(
      traceEvents.flatMap((event) => (event.ph === 'M' && event.name === 'thread_name' ? [event.tid] : [])),
    );
    const { overlaps, arrows } = imported(traceEvents);
    assert.deepEqual(overlaps, [], 'slices of a thread lie in each other or beside each other');
    assert.deepEqual([...arrows.keys()].sort(), begun?.toSorted());
    for (const [id, ends] of arrows) {
      assert.deepEqual(
        ends.map(({ tid, ts }) => [tid, ts]),
        (['s', 'f'] as const).map((kind) => {
          const end = traceEvents.find((event) => event.ph === kind && event.id === id);
          return [end?.tid, end?.ts];
        }),
        'an arrow leads from where it begins to where it ends, in this order',
      );
      for (const { tid, ts } of ends)
        assert.ok(
          traceEvents.some((one) => one.ph === 'X' && one.tid === tid && one.ts <= ts && ts < one.ts + one.dur),
          `no slice holds the end of arrow ${id}, as other viewers want it`,
        );
    }
    for (const event of traceEvents) if (event.ph !== 'C' && event.ph !== 'M') assert.ok(named.has(event.tid));
  });
}

it('has calls with their words, states, and objects as counters', () => {
  const { traceEvents } = traceOf(timelineOf(openPipe()));
  const write = traceEvents.find(({ ph, name }) => ph === 'X' && name === 'write');
  assert.equal(write?.args?.['what'], 'open-pipe (2) writes 8 bytes to pipe 1: "hi there"');
  assert.ok(traceEvents.some(({ ph, name, tid }) => ph === 'X' && name === 'waits' && tid === 3));
  assert.deepEqual(
    traceEvents.filter(({ ph }) => ph === 'C').map(({ name, args }) => [name, args?.['amount']]),
    [
      ['pipe 1', 8],
      ['pipe 1', 0],
    ],
  );
});
