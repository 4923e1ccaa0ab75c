import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectationWith } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import type { CheckPlan, LabPlan, RunPlan } from '#lab/job.js';
import { actorWith } from '#scenario/schema.js';
import { fromPlainText, toPlainText } from '#util/plain-text.js';
import { publicPlan } from '#kit/public-plan.js';
import { encodeText } from '#util/bytes.js';
import { COMPILER } from '../../support/compiler.js';

const run = (name: string, program: string): RunPlan => ({
  name,
  files: { 'input.txt': encodeText(`input of ${name}`) },
  parties: [actorWith(PLAIN).parse({ command: [program] })],
  capabilities: [],
  wallLimit: 1000,
  seeds: [0],
  trace: null,
  sanitize: [],
});

const check = (name: string, on: string | null, more: Partial<CheckPlan> = {}, stdout: unknown = []): CheckPlan => ({
  name,
  title: name,
  points: 1,
  hidden: false,
  needs: [],
  rationale: undefined,
  help: undefined,
  award: 'all',
  looks: [{ run: on, expect: expectationWith(PLAIN).parse({ stdout }) }],
  ...more,
});

const LAB: LabPlan = {
  name: 'lab',
  title: 'Lab',
  digest: 'd',
  image: 'i',
  compiler: COMPILER,
  tasks: [
    {
      name: 'task',
      title: 'Task',
      files: [{ name: 'a.c', optional: false }],
      given: { 'a.h': encodeText('header') },
      programs: {},
      counterparts: { server: encodeText('SECRET server') },
      expected: { 'hidden/wanted.txt': encodeText('SECRET text') },
      runs: [run('own', 'a'), run('secret', 'a'), run('against', 'server')],
      checks: [
        check('open', 'own'),
        check('compiles', null),
        check('SECRET check', 'secret', { hidden: true }),
        check('with the server', 'against'),
        check('like the file', 'own', {}, [{ sameAs: 'hidden/wanted.txt' }]),
        check('later', 'own', { needs: ['open', 'SECRET check'] }),
      ],
    },
  ],
};

test('a student gets the public checks, and nothing that only grading may know', () => {
  const [task] = publicPlan(LAB, []).tasks;
  assert.deepEqual(
    task?.checks.map(({ name, needs }) => [name, needs]),
    [
      ['open', []],
      ['compiles', []],
      ['later', ['open']],
    ],
  );
  assert.deepEqual(
    task.runs.map(({ name }) => name),
    ['own'],
  );
  assert.deepEqual(Object.keys(task.given), ['a.h']);
  assert.deepEqual([task.counterparts, task.expected], [{}, {}]);
  assert.doesNotMatch(toPlainText(publicPlan(LAB, [])), /SECRET|U0VDUkVU/);
});

test('a plan comes through its text as it was, bytes and all', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index * 7);
  const value = { a: [1, null, 'x'], bytes, deep: { none: new Uint8Array(0) } };
  assert.deepEqual(fromPlainText(toPlainText(value)), value);
});

test('a run that a page asks about stays, whatever looks at it', () => {
  const runs = (asked: readonly { task: string; run: string }[]): string[] =>
    publicPlan(LAB, asked).tasks.flatMap((task) => task.runs.map(({ name }) => name));
  assert.deepEqual(runs([]), ['own']);
  assert.deepEqual(runs([{ task: 'task', run: 'secret' }]), ['own', 'secret']);
  assert.deepEqual(runs([{ task: 'other', run: 'secret' }]), ['own']);
});
