// What a check of a lab finds in a compilation and in a run, over all kinds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectationWith, type Expectation } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import { compileProblems, runDifferences, runProblems } from '#lab/evaluate.js';
import type { TaskPlan } from '#lab/job.js';
import type { Execution } from '#lab/execute-run.js';
import { actorWith } from '#scenario/schema.js';
import { encodeText } from '#util/bytes.js';
import { partyOf, traceWith } from '../../support/checks.js';
import { factsOf } from '../../support/facts.js';

const expect = (wanted: unknown): Expectation => expectationWith(PLAIN).parse(wanted);

const task: Pick<TaskPlan, 'programs' | 'expected'> = {
  programs: { client: { flags: [] } },
  expected: { 'hidden/wanted': encodeText('wanted\n') },
};

const actor = (command: string): Execution['run']['parties'][number] => ({
  ...actorWith(PLAIN).parse({ command: [command] }),
  user: 'student',
});

function executed(part: Partial<Execution> = {}): Execution {
  return {
    run: {
      name: 'run',
      files: { input: encodeText('input\n') },
      parties: [actor('server'), actor('client')],
      capabilities: [],
      wallLimit: 1000,
      seeds: [0],
      trace: null,
      sanitize: [],
    },
    seed: 0,
    parties: [partyOf({ name: 'server', stdout: 'listening\n' }), partyOf({ name: 'client', stdout: 'input\n' })],
    looks: new Map(),
    evidence: factsOf(),
    files: new Map(),
    traces: new Map(),
    sanitizer: null,
    ...part,
  };
}

const problems = (wanted: unknown, run: Execution = executed()): string[] => runProblems(expect(wanted), run, task);

test('without a name, a check is about the first party that runs a program handed in', () => {
  assert.deepEqual(problems({ stdout: { equals: 'input\n' } }), []);
  assert.deepEqual(problems({ party: 'server', stdout: { equals: 'listening\n' } }), []);
  assert.equal(problems({ party: 'nobody', end: { exit: 0 } }).length, 1);
});

test('problems are told kind by kind: the end, what stood in its way, the streams, files, the kernel', () => {
  const client = partyOf({
    name: 'client',
    status: { exit: 2 },
    problem: 'it ended, and /x/ had not come',
    stderr: 'e',
  });
  const run = executed({ parties: [partyOf({ name: 'server' }), client], evidence: null });
  assert.deepEqual(
    problems(
      {
        seen: { objects: { max: 0 } },
        files: { out: { equals: '' } },
        stderr: { equals: '' },
        stdout: { equals: '' },
        end: { exit: 0 },
      },
      run,
    ),
    [
      'it should end with status 0, and it ended with status 2',
      'it ended, and /x/ had not come',
      'standard error: is "e", not ""',
      'there is no file out',
      'the guest had no memory left to look at what was there',
    ],
  );
});

test('a stopped script is told once, whichever of its streams is asked about, and not where none is', () => {
  const client = partyOf({ name: 'client', problem: 'it ended, and /x/ had not come' });
  const run = executed({ parties: [partyOf({ name: 'server' }), client], traces: new Map([['client', traceWith()]]) });
  assert.equal(problems({ stdout: { equals: '' }, stderr: { equals: '' } }, run).length, 1);
  assert.deepEqual(problems({ seen: { objects: { max: 0 } }, forks: { is: 0 } }, run), []);
});

test('a text is compared with what the judge keeps, or with a file of the run', () => {
  assert.deepEqual(problems({ stdout: { sameAs: 'input' } }), []);
  assert.deepEqual(problems({ stdout: { sameAs: 'hidden/wanted' } }), [
    'standard output: differs from hidden/wanted (6 bytes)',
  ]);
});

test('of a compilation only what asks about it is looked at', () => {
  const compiled = [{ program: 'client', messages: 'no', failure: 'client does not compile' }];
  assert.deepEqual(compileProblems(expect({ compiles: true, end: { exit: 0 } }), compiled), [
    'client does not compile: no',
  ]);
  assert.deepEqual(compileProblems(expect({ end: { exit: 0 } }), compiled), []);
  assert.deepEqual(problems({ compiles: true }), []);
});

test('both texts are kept where one exact text was wanted, cut, and with which text it was', () => {
  const client = partyOf({ name: 'client', stdout: 'x'.repeat(9000) });
  const run = executed({
    parties: [partyOf({ name: 'server' }), client],
    files: new Map([['out', { content: encodeText('b\n') }]]),
  });
  const wanted = expect({ stdout: [{ equals: 'a' }, { contains: 'y' }], files: { out: { lines: ['a'] } } });
  const found = runDifferences(wanted, run, task);
  assert.deepEqual(
    found.map(({ what, wanted, seen }) => [what, wanted, seen.length]),
    [
      ['standard output of client', 'a', 4096],
      ['the file out', 'a\n', 2],
    ],
  );
});
