import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endedSentences } from '#facts/explain/ended.js';
import { endOf } from '../../../support/facts.js';

test('of a program that ended by itself there is nothing to say', () => {
  assert.deepEqual(endedSentences('p', endOf({ exit: 3 }), 0), []);
});

test('limits come first, then the signal, then what may be missing of the output', () => {
  const limited = endOf({ signal: 'SIGKILL', limit: 'cpu', reached: ['cpu', 'output'] });
  assert.deepEqual(endedSentences('p', limited, 5), [
    'p was stopped: it used too much processor time (processor time limit)',
    'p reached its output limit',
  ]);
  const [crash, missing, ...others] = endedSentences('p', endOf({ signal: 'SIGSEGV' }), 4096);
  assert.match(crash ?? '', /^p was ended by SIGSEGV \(segmentation fault/);
  assert.match(missing ?? '', /^what p printed last may be missing/);
  assert.deepEqual(others, []);
});

test('a signal that somebody meant is not told', () => {
  assert.deepEqual(endedSentences('p', endOf({ signal: 'SIGINT' }), 5, ['SIGINT']), []);
});
