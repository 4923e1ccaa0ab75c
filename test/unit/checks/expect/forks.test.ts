import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forks } from '#checks/expect/forks.js';
import { lookedAt, traceWith } from '../../../support/checks.js';

test('processes that were made are counted', () => {
  const run = lookedAt({}, { traces: new Map([['a', traceWith({ forks: 3, forkCalls: 4 })]]) });
  assert.deepEqual(forks.problems({ is: 3 }, run), []);
  assert.deepEqual(forks.problems({ max: 2 }, run), ['it makes 3 processes, not at most 2']);
});

test('without a trace nothing is known of them', () => {
  assert.deepEqual(forks.problems({ max: 0 }, lookedAt()), ['there is no trace of its system calls']);
});
