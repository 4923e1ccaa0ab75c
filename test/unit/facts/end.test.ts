import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endWords, limitSentences } from '#facts/explain/end.js';
import { LIMIT_NAMES } from '#protocol/exec-spec.js';
import { endOf } from '../../support/facts.js';

test('an end by itself, by a signal, at a limit', () => {
  assert.equal(endWords(endOf({ exit: 3 })), 'ended with status 3');
  assert.equal(
    endWords(endOf({ signal: 'SIGSEGV' })),
    'was ended by SIGSEGV (segmentation fault: it accessed memory it may not)',
  );
  assert.equal(endWords(endOf({ signal: 'SIGUSR1', core: true })), 'was ended by SIGUSR1 and left a core image');
  assert.equal(
    endWords(endOf({ signal: 'SIGKILL', limit: 'wall', wall: 3_000_400_000 })),
    'was stopped after 3 s (time limit)',
  );
  assert.equal(
    endWords(endOf({ signal: 'SIGXCPU', limit: 'cpu' })),
    'was stopped: it used too much processor time (processor time limit)',
  );
  assert.equal(
    endWords(endOf({ signal: 'SIGKILL', limit: 'output' })),
    'was stopped: it printed on and on (output limit)',
  );
});

test('every limit has a name of its own', () => {
  const words = LIMIT_NAMES.map((limit) => endWords(endOf({ signal: 'SIGKILL', limit })));
  assert.equal(new Set(words).size, LIMIT_NAMES.length);
  for (const sentence of words) assert.match(sentence, /^was stopped.* \([a-z ]+ limit\)$/);
});

test('limits that were met are told, the one that ended it first', () => {
  const end = endOf({ signal: 'SIGKILL', limit: 'wall', reached: ['memory', 'wall'], wall: 500_000_000 });
  assert.deepEqual(limitSentences('a', end), ['a was stopped after 0.5 s (time limit)', 'a reached its memory limit']);
  assert.deepEqual(limitSentences('a', endOf()), []);
});
