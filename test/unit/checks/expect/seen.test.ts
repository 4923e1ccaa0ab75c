import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seen } from '#checks/expect/seen.js';
import { PLAIN } from '#checks/leaves.js';
import type { LookedAt } from '#checks/observed.js';
import type { Facts } from '#facts/types.js';
import { lookedAt } from '../../../support/checks.js';
import { descriptorOf, factsOf, processOf } from '../../../support/facts.js';

const problems = (wanted: unknown, run: LookedAt): string[] => seen.problems(seen.schema(PLAIN).parse(wanted), run);
const after = (evidence: Facts | null): LookedAt => lookedAt({}, { evidence });

const queue = { id: 3, key: 7, messages: 1, bytes: 4, maxBytes: 16_384 };
const reader = processOf({
  pid: 2,
  name: 'reader',
  descriptors: [descriptorOf(0, '/dev/null'), descriptorOf(3, 'pipe:[9]', 0), descriptorOf(4, 'pipe:[9]', 1)],
});
const writer = processOf({ pid: 3, name: 'writer', descriptors: [descriptorOf(4, 'pipe:[9]', 1)] });
const dead = processOf({ pid: 4, parent: 2, name: 'child', state: 'Z' });

test('objects that outlive a run are counted and named', () => {
  assert.deepEqual(problems({ objects: { max: 0 } }, after(factsOf())), []);
  assert.deepEqual(problems({ objects: { max: 0 } }, after(factsOf({ messageQueues: [queue] }))), [
    'objects at the end: 1, not at most 0 (message queue 3 (1 message))',
  ]);
});

test('at the end, processes are those that had to be killed', () => {
  const evidence = factsOf({ processes: [reader, writer] });
  const left = lookedAt({ status: { killed: 2, evidence } }, { evidence: factsOf() });
  assert.deepEqual(problems({ processes: { is: 2 } }, left), []);
  assert.deepEqual(problems({ processes: { max: 0 } }, left), [
    'processes at the end: 2, not at most 0 (reader (2), writer (3))',
  ]);
  assert.deepEqual(problems({ processes: { is: 1 }, process: '^reader$' }, left), []);
});

test('at the limit, it looks at the party that met it', () => {
  const evidence = factsOf({ processes: [reader, dead] });
  const limited = lookedAt({ status: { limit: 'wall', evidence } });
  assert.deepEqual(problems({ at: 'limit', processes: { is: 1 }, zombies: { is: 1 } }, limited), []);
  assert.deepEqual(problems({ at: 'limit', zombies: { max: 0 } }, limited), [
    'processes at the limit that nobody has waited for: 1, not at most 0',
  ]);
  assert.deepEqual(problems({ at: 'limit', sentences: { contains: 'reader (2) waits in pause' } }, limited), []);
});

test('a pipe of which one process holds both ends is unclosed, and descriptors are counted process by process', () => {
  const run = lookedAt({}, { looks: new Map([['now', factsOf({ processes: [reader, writer] })]]) });
  assert.deepEqual(problems({ at: 'now', unclosed: { max: 0 }, descriptors: { max: 1 } }, run), [
    'pipes at the look now with both ends open in one process: 1, not at most 0 (reader (2))',
    'at the look now, reader (2) had 2 open descriptors besides 0–2, not at most 1',
  ]);
  assert.deepEqual(problems({ at: 'now', process: 'writer', unclosed: { max: 0 } }, run), []);
});

test('a moment that nobody saw holds of nothing', () => {
  assert.deepEqual(problems({ at: 'limit', processes: { max: 0 } }, after(factsOf())), [
    'it met no limit at which it could be looked at',
  ]);
  assert.deepEqual(problems({ at: 'now', processes: { max: 0 } }, after(factsOf())), [
    'the script did not come to the look now',
  ]);
  assert.deepEqual(problems({ objects: { max: 0 } }, after(null)), [
    'the guest had no memory left to look at what was there',
  ]);
  assert.deepEqual(problems({ objects: { max: 0 } }, after(factsOf({ more: { lines: 4 } }))), [
    'there was too much to be told',
  ]);
});

test('several moments may be asked about', () => {
  const run = lookedAt({}, { evidence: factsOf(), looks: new Map([['now', factsOf({ messageQueues: [queue] })]]) });
  assert.deepEqual(problems([{ objects: { max: 0 } }, { at: 'now', objects: { is: 1 } }], run), []);
});

test('a look that no script takes is objected to, and so is counting processes beside those of the lab', () => {
  const wanted = seen.schema(PLAIN).parse({ at: 'now', processes: { max: 1 } });
  const task = (looks: string[], sanitize: string[] = []): Parameters<NonNullable<typeof seen.objection>>[1] => ({
    programs: [],
    run: { looks, trace: true, parties: 1, sanitize },
  });
  assert.equal(seen.objection?.(wanted, task(['now'])), undefined);
  assert.match(seen.objection?.(wanted, task(['then'])) ?? '', /no look now; name one of end, limit, then$/);
  const beside = seen.objection?.(wanted, task(['now'], ['address'])) ?? '';
  assert.match(beside, /what reads the sanitizers is a process too; count processes in a run without sanitize/);
});

const holder = processOf({
  pid: 5,
  name: 'cat',
  descriptors: [descriptorOf(3, 'pipe:[9]', 0), descriptorOf(4, 'pipe:[9]', 1)],
});

test('a program that calls itself something else is looked at all the same', () => {
  const run = lookedAt({}, { looks: new Map([['now', factsOf({ processes: [holder] })]]) });
  assert.equal(problems({ at: 'now', started: true, descriptors: { is: 0 }, unclosed: { is: 0 } }, run).length, 2);
  assert.deepEqual(problems({ at: 'now', process: '^row$', descriptors: { is: 0 } }, run), [
    'no process called ^row$ was there at the look now, whose descriptors could be looked at',
  ]);
});

test('what the run started is not what that made', () => {
  const processes = [processOf({ pid: 2, name: 'row' }), { ...holder, parent: 2 }];
  const run = lookedAt({}, { looks: new Map([['now', factsOf({ processes })]]) });
  assert.deepEqual(problems({ at: 'now', started: true, descriptors: { is: 0 } }, run), []);
});

test('bounds of descriptors hold of nothing that nobody could look at', () => {
  const bounds = { at: 'now', descriptors: { is: 0 }, unclosed: { is: 0 } };
  for (const facts of [
    factsOf(),
    factsOf({ processes: [processOf({ pid: 2 })], more: { processes: 3 } }),
    factsOf({ processes: [processOf({ pid: 2, descriptorCount: 70 })] }),
    factsOf({ processes: [processOf({ pid: 2, threadCount: 200 })] }),
  ])
    assert.notDeepEqual(problems(bounds, lookedAt({}, { looks: new Map([['now', facts]]) })), []);
  assert.deepEqual(problems({ unclosed: { is: 0 } }, after(factsOf())), []);
});

test('what a thread has for itself is open in its process', () => {
  const descriptors = [descriptorOf(3, 'pipe:[9]', 0), { ...descriptorOf(3, 'pipe:[9]', 1), thread: 7 }];
  const run = lookedAt({}, { looks: new Map([['now', factsOf({ processes: [processOf({ pid: 2, descriptors })] })]]) });
  assert.deepEqual(problems({ at: 'now', descriptors: { is: 0 }, unclosed: { is: 0 } }, run), [
    'pipes at the look now with both ends open in one process: 1, not 0 (p2 (2))',
    'at the look now, p2 (2) had 2 open descriptors besides 0–2, not 0',
  ]);
});
