import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedProgram, fixedRun } from '#examples/fixed-example.js';
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
  const [run, ...others] = fixedRun(example, 'wrong')?.runs ?? [];
  assert.deepEqual(others, []);
  assert.deepEqual(run?.parties[0]?.end, { exit: 0 });
  assert.deepEqual(run.parties[0].stdout, [{ contains: 'done' }]);
  assert.equal(run.parties[0].stderr, undefined);
  assert.deepEqual(run.evidence, []);
});

test('a run that shows no fault has nothing to correct', () => {
  const example = parseExample(source([party]), 'example.json');
  assert.equal(fixedRun(example, 'right'), undefined);
  assert.equal(fixedProgram(example, 'a'), undefined);
});

test('of several parties the wrong one is named, and who came after its end has nothing left to do', () => {
  const named = (name: string, start?: object): object => ({ ...party, name, start, end: { exit: 0 } });
  const parties = [
    named('first'),
    { ...party, name: 'wrong-one' },
    named('beside', { afterEndOf: 'first' }),
    named('tidies', { afterEndOf: 'wrong-one' }),
    named('last', { afterEndOf: 'tidies' }),
  ];
  const run = { name: 'wrong', shows: 's', parties, fixed: { party: 'wrong-one', end: { exit: 3 } } };
  const text = (changed: object): string =>
    JSON.stringify({ title: 't', shows: 's', programs: { a: {} }, runs: [{ ...run, ...changed }] });
  const [fixed] = fixedRun(parseExample(text({}), 'example.json'), 'wrong')?.runs ?? [];
  assert.deepEqual(
    fixed?.parties.map(({ name, end }) => [name, end]),
    [
      ['first', { exit: 0 }],
      ['wrong-one', { exit: 3 }],
      ['beside', { exit: 0 }],
    ],
  );
  assert.throws(() => parseExample(text({ fixed: { end: { exit: 0 } } }), 'x/example.json'), {
    code: 'usage',
    message: /^x\/example\.json: runs wrong: fixed names no party; write party: one of first, wrong-one, beside/,
  });
  assert.throws(() => parseExample(text({ fixed: { party: 'nobody', end: { exit: 0 } } }), 'x/example.json'), {
    message: /fixed names nobody, which is no party; write party: one of first/,
  });
});

test('a program that should not compile is compiled, and run alone, once it is corrected', () => {
  const fails = { compile: { fails: true }, fixed: { end: { exit: 0 }, wallLimit: 60_000 } };
  const text = (a: object): string =>
    JSON.stringify({
      title: 't',
      shows: 's',
      programs: { a, b: {} },
      runs: [{ name: 'b', shows: 's', parties: [{ command: ['b'], end: { exit: 0 } }] }],
    });
  const fixed = fixedProgram(parseExample(text(fails), 'example.json'), 'a');
  assert.deepEqual(Object.keys(fixed?.programs ?? {}), ['a']);
  assert.equal(fixed?.programs['a']?.compile, undefined);
  assert.deepEqual(
    fixed?.runs.map(({ wallLimit, parties }) => [wallLimit, parties.map(({ command, end }) => [command, end])]),
    [[60_000, [[['a'], { exit: 0 }]]]],
  );
  assert.throws(() => parseExample(text({ fixed: fails.fixed }), 'x/example.json'), {
    message: /^x\/example\.json: programs a: fixed is for one that does not compile; leave it out$/,
  });
});
