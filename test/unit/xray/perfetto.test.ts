// The export for Perfetto, against what the format's documentation ("Trace Event Format") says of each kind of event.
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
    const slices = traceEvents.filter((event) => event.ph === 'X');
    for (const event of traceEvents)
      if (event.ph === 's' || event.ph === 'f')
        assert.ok(
          slices.some(({ tid, ts, dur }) => tid === event.tid && ts <= event.ts && event.ts < ts + dur),
          `no slice holds the arrow's end: ${JSON.stringify(event)}`,
        );
    for (const one of slices)
      for (const { tid, ts, dur } of slices)
        assert.ok(
          tid !== one.tid || ts <= one.ts || ts >= one.ts + one.dur || ts + dur <= one.ts + one.dur,
          'slices of a thread lie in each other or beside each other',
        );
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
