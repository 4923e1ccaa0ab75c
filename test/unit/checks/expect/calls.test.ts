import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calls } from '#checks/expect/calls.js';
import { PLAIN } from '#checks/leaves.js';
import type { Trace } from '#checks/trace.js';
import { lookedAt, traceWith } from '../../../support/checks.js';

const run = (trace: Partial<Trace>): ReturnType<typeof lookedAt> =>
  lookedAt({}, { traces: new Map([['a', traceWith(trace)]]) });

test('calls are counted by the name of the manual page', () => {
  const made = run({
    calls: new Map([
      ['pipe2', 2],
      ['clone', 3],
    ]),
    forkCalls: 1,
    threadCalls: 2,
  });
  assert.deepEqual(calls.problems({ pipe: { is: 2 }, fork: { is: 1 }, pthread_create: { is: 2 } }, made), []);
  assert.deepEqual(calls.problems({ pipe: { max: 1 }, fork: { min: 2 }, read: { min: 1 } }, made), [
    'it calls pipe 2 times, not at most 1',
    'it calls fork once, not at least 2',
    'it calls read 0 times, not at least 1',
  ]);
});

test('without a whole trace nothing holds, not even that there is no call', () => {
  assert.deepEqual(calls.problems({ sleep: { max: 0 } }, lookedAt()), ['there is no trace of its system calls']);
  assert.deepEqual(calls.problems({ sleep: { max: 0 } }, run({ gap: 'its trace breaks off' })), [
    'its trace breaks off',
  ]);
});

test('a misspelt call is refused: none of it would ever be seen', () => {
  const schema = calls.schema(PLAIN);
  for (const name of ['pipe', 'fork', 'pthread_create', 'semop', 'mq_send', 'mmap', 'futex', '_newselect', 'wait'])
    assert.equal(schema.safeParse({ [name]: { max: 0 } }).success, true, name);
  for (const name of ['pip', 'Pipe', 'printf', 'pthread_create2'])
    assert.equal(schema.safeParse({ [name]: { max: 0 } }).success, false, name);
});

test('it says what has to be traced', () => {
  assert.deepEqual(calls.calls?.({ pipe: { is: 1 }, wait: { min: 1 } }), ['pipe', 'wait']);
});
