import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExitStatus } from '#protocol/exec-spec.js';
import { tellEnd } from '../../../../web/src/run/outcome.js';

const USAGE = { user: 0, system: 0, maxrss: 0, minflt: 0, majflt: 0, nvcsw: 0, nivcsw: 0 };
const ended = (status: Partial<ExitStatus>): string =>
  tellEnd('prog', {
    exit: 0,
    signal: null,
    core: false,
    limit: null,
    reached: [],
    wall: 0,
    usage: USAGE,
    written: { stdout: 0, stderr: 0 },
    cut: { stdout: null, stderr: null },
    killed: 0,
    evidence: null,
    ...status,
  });

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
