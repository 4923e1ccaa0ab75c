import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedExample } from '#examples/fixed-example.js';
import { parseExample } from '#examples/parse-example.js';

const party = { command: ['a'], end: { hang: true }, stdout: { contains: 'stuck' }, stderr: { equals: '' } };
const source = (parties: readonly object[]): string =>
  JSON.stringify({
    title: 't',
    shows: 's',
    programs: { a: {} },
    runs: [
      {
        name: 'wrong',
        shows: 's',
        evidence: ['waits'],
        parties,
        fixed: { end: { exit: 0 }, stdout: { contains: 'done' } },
      },
      { name: 'right', shows: 's', parties: [{ command: ['a'], end: { exit: 0 } }] },
    ],
  });

test('a program that somebody has corrected is held against what a corrected one does', () => {
  const example = parseExample(source([party]), 'example.json');
  const [run, ...others] = fixedExample(example, 'wrong')?.runs ?? [];
  assert.deepEqual(others, []);
  assert.deepEqual(run?.parties[0]?.end, { exit: 0 });
  assert.deepEqual(run.parties[0].stdout, [{ contains: 'done' }]);
  assert.equal(run.parties[0].stderr, undefined);
  assert.deepEqual(run.evidence, []);
});

test('a run that shows no fault has nothing to correct', () => {
  const example = parseExample(source([party]), 'example.json');
  assert.equal(fixedExample(example, 'right'), undefined);
  assert.equal(fixedExample(example, 'compiling a'), undefined);
});

test('a run of several parties cannot say it', () => {
  assert.throws(() => parseExample(source([party, party]), 'example.json'), {
    code: 'usage',
    message: /fixed is for a run with one party/,
  });
});
