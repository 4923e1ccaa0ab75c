import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceOf } from '#checks/trace-of.js';
import { lookedAt, traceWith } from '../../support/checks.js';

test('it is the trace of the party that the check is about', () => {
  const [mine, other] = [traceWith({ forks: 1 }), traceWith({ forks: 2 })];
  const traces = new Map([
    ['b', other],
    ['a', mine],
  ]);
  assert.equal(traceOf(lookedAt({ name: 'a' }, { traces })), mine);
});

test('without a whole trace of that party there are only words', () => {
  assert.equal(traceOf(lookedAt()), 'there is no trace of its system calls');
  const traces = new Map([['b', traceWith()]]);
  assert.equal(traceOf(lookedAt({ name: 'a' }, { traces })), 'there is no trace of its system calls');
  assert.equal(traceOf(lookedAt({}, { traces, party: undefined })), 'there is no trace of its system calls');
  const gap = 'its trace breaks off';
  assert.equal(traceOf(lookedAt({}, { traces: new Map([['a', traceWith({ gap })]]) })), gap);
});
