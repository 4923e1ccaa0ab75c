import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLEAN_EXIT } from '#protocol/clean-exit.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import { tellEnd } from '../../../../web/src/run/outcome.js';

const ended = (status: Partial<ExitStatus>): string => tellEnd('prog', { ...CLEAN_EXIT, ...status });

test('an end is told in words', () => {
  assert.equal(ended({ exit: 3 }), 'prog ended with status 3');
  assert.match(
    ended({ exit: null, signal: 'SIGSEGV', core: true }),
    /^prog was ended by SIGSEGV \(.*\) and left a core image$/,
  );
  assert.equal(ended({ exit: null, signal: 'SIGRTMIN+1' }), 'prog was ended by SIGRTMIN+1');
  assert.match(
    ended({ exit: null, signal: 'SIGKILL', limit: 'memory' }),
    /^prog was stopped: it used all the memory that a program gets \(memory limit\)$/,
  );
  assert.match(ended({ killed: 2 }), /; 2 processes that it had left running ended with it$/);
});
