import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundFacts, isNothing, KEPT } from '#facts/bound.js';
import { explain } from '#facts/explain/explain.js';
import { countObjects } from '#facts/left-behind.js';
import { unlisted } from '#facts/processes.js';
import { factsSchema } from '#facts/schema.js';
import type { Facts } from '#facts/types.js';
import { descriptorOf, factsOf, processOf } from '../../support/facts.js';

const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const LONG = 'x'.repeat(4096);

/** As much of everything as the agent tells. */
function most(): Facts {
  const call = {
    name: 'semop',
    operand: { kind: 'operations' as const, operations: many(500, (index) => ({ index, change: -1 })) },
  };
  const [thread] = processOf({ pid: 1, call }).threads;
  assert.ok(thread);
  const mapping = { address: 1, shared: true, offset: 2, inode: 3, path: LONG };
  return {
    processes: many(64, (n) =>
      processOf({
        pid: n + 2,
        name: LONG,
        directory: LONG,
        threadCount: 16,
        threads: many(16, (id) => ({ ...thread, id, mapping })),
        descriptorCount: 1000,
        descriptors: many(64, (number) => descriptorOf(number, LONG)),
      }),
    ),
    messageQueues: many(64, (id) => ({ id, key: 1, messages: 2, bytes: 3, maxBytes: 4 })),
    semaphoreSets: many(64, (id) => ({
      id,
      key: 1,
      count: 32,
      semaphores: many(32, (value) => ({ value, waitForMore: 0, waitForZero: 0 })),
    })),
    sharedMemory: many(64, (id) => ({ id, key: 1, size: 2, attached: 0 })),
    queues: many(64, () => ({ name: LONG, messages: 1, maxMessages: 10, messageSize: 8 })),
    objects: many(64, (inode) => ({ name: LONG, size: 1, inode })),
    sockets: many(64, (inode) => ({ inode, kind: 'unix', listens: true, local: LONG, remote: null })),
    space: { bytes: 1, maxBytes: 2, inodes: 3, maxInodes: 4 },
    more: { processes: 100, 'message-queues': 7 },
  };
}

test('of everything so much is kept, and what was cut is counted', () => {
  const [all, kept] = [most(), boundFacts(most())];
  assert.equal(kept.processes.length, KEPT.processes);
  assert.equal(kept.processes.length + unlisted(kept), 164);
  assert.equal(countObjects(kept), countObjects(all));
  assert.deepEqual(kept.more, {
    processes: 148,
    'message-queues': 55,
    'semaphore-sets': 48,
    'shared-memory': 48,
    queues: 48,
    objects: 48,
  });
  assert.equal(kept.sockets?.length, KEPT.sockets);
  const [process] = kept.processes;
  assert.deepEqual(
    [process?.threads.length, process?.threadCount, process?.descriptors.length, process?.descriptorCount],
    [KEPT.threads, 16, KEPT.descriptors, 1000],
  );
  assert.ok(JSON.stringify(kept).length < 600_000, String(JSON.stringify(kept).length));
  assert.ok(explain(kept).every((sentence) => sentence.length < 4 * KEPT.text));
});

test('what is within the bounds is kept as it is', () => {
  const facts = factsOf({
    processes: [
      processOf({
        pid: 2,
        call: { name: 'open', operand: { kind: 'path', path: '/f' } },
        descriptors: [descriptorOf(3, 'pipe:[1]')],
      }),
    ],
    semaphoreSets: [{ id: 1, key: 2, count: 1, semaphores: [{ value: 0, waitForMore: 1, waitForZero: 0 }] }],
    more: { lines: 1 },
  });
  assert.deepEqual(boundFacts(facts), facts);
});

test('facts are read from a file as they were written', () => {
  for (const facts of [factsOf(), boundFacts(most())]) {
    assert.deepEqual(factsSchema.parse(JSON.parse(JSON.stringify(facts))), facts);
  }
  assert.equal(factsSchema.safeParse({ ...factsOf(), sentences: [] }).success, false);
});

test('nothing is nobody, no object, and room for more', () => {
  const space = { bytes: 1, maxBytes: 2, inodes: 3, maxInodes: 4 };
  assert.equal(isNothing(factsOf({ space })), true);
  for (const part of [
    { processes: [processOf({ pid: 2 })] },
    { sharedMemory: [{ id: 1, key: 1, size: 2, attached: 0 }] },
    { more: { lines: 1 } },
    { more: { queues: 3 } },
    { space: { ...space, bytes: 2 } },
    { space: { ...space, inodes: 4 } },
  ]) {
    assert.equal(isNothing(factsOf({ space, ...part })), false, JSON.stringify(part));
  }
});
