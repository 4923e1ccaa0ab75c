import assert from 'node:assert/strict';
import { test } from 'node:test';
import { end, type End } from '#checks/expect/end.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import { IpclabError } from '#util/error.js';
import { lookedAt } from '../../../support/checks.js';
import { factsOf, processOf } from '../../../support/facts.js';

const blocked = factsOf({ processes: [processOf({ pid: 2, name: 'a' })] });
const busy = factsOf({ processes: [processOf({ pid: 2, name: 'a', state: 'R', call: null })] });

const rows: [wanted: End, status: Partial<ExitStatus>, problem?: string][] = [
  [{ exit: 0 }, { exit: 0 }],
  [{ exit: 0 }, { exit: 3 }, 'it should end with status 0, and it ended with status 3'],
  [
    { exit: 0 },
    { signal: 'SIGSEGV' },
    'it should end with status 0, and it was ended by SIGSEGV (segmentation fault: it accessed memory it may not)',
  ],
  [{ exit: 0 }, { limit: 'wall', wall: 3e9 }, 'it was stopped after 3 s (time limit)'],
  [
    { exit: 0 },
    { exit: 0, limit: 'memory' },
    'it was stopped: it used all the memory that a program gets (memory limit)',
  ],
  [{ signal: 'SIGINT' }, { signal: 'SIGINT' }],
  [{ signal: 'SIGINT' }, { exit: 130 }, 'it should end by SIGINT, and it ended with status 130'],
  [
    { signal: 'SIGABRT', core: true },
    { signal: 'SIGABRT', core: true },
  ],
  [{ signal: 'SIGABRT', core: true }, { signal: 'SIGABRT' }, 'its core image is missing'],
  [{ signal: 'SIGABRT', core: false }, { signal: 'SIGABRT', core: true }, 'its core image is there'],
  [{ hang: true }, { limit: 'wall', evidence: blocked }],
  [{ hang: true }, { exit: 0 }, 'it should hang, and it ended with status 0'],
  [
    { hang: true },
    { limit: 'cpu' },
    'it should hang, and it was stopped: it used too much processor time (processor time limit)',
  ],
  [{ hang: true }, { limit: 'wall' }, 'it should hang, but what it did was not observed'],
  [{ hang: true }, { limit: 'wall', evidence: busy }, 'it should wait for ever; a (2) computes'],
  [{ failure: true }, { exit: 1 }],
  [{ failure: true }, { exit: 0 }, 'it should end with a status other than 0, and it ended with status 0'],
  [
    { failure: true },
    { signal: 'SIGSEGV' },
    'it should end with a status other than 0, and it was ended by SIGSEGV (segmentation fault: it accessed memory it may not)',
  ],
  [
    { failure: true },
    { limit: 'wall', wall: 3e9 },
    'it should end with a status other than 0, and it was stopped after 3 s (time limit)',
  ],
  [{ any: true }, { signal: 'SIGSEGV' }],
  [{ any: true }, { exit: 1 }],
  [{ any: true }, { limit: 'output' }, 'it was stopped: it printed on and on (output limit)'],
];

for (const [wanted, status, problem] of rows) {
  test(`${JSON.stringify(wanted)}: ${problem ?? `${JSON.stringify(status).slice(0, 50)} is right`}`, () => {
    const found = end.problems(wanted, lookedAt({ status }));
    assert.deepEqual(found, problem === undefined ? [] : [problem]);
  });
}

test('a step of its script that could not be done is told after its end', () => {
  const run = lookedAt({ status: { exit: 1 }, problem: 'it ended, and /x/ had not come' });
  assert.deepEqual(end.problems({ exit: 0 }, run), [
    'it should end with status 0, and it ended with status 1',
    'it ended, and /x/ had not come',
  ]);
});

test('a program that was not started did not end', () => {
  const run = lookedAt({ status: null, refused: new IpclabError('guest-refused', 'execve: permission denied') });
  assert.deepEqual(end.problems({ any: true }, run), ['it could not be started: execve: permission denied']);
  assert.deepEqual(end.problems({ any: true }, lookedAt({}, { party: undefined })), [
    'the party that it asks about is not in the run',
  ]);
});
