// What whoever hands in anything would get points for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksByName, idleChecks, printedPoints, warningsByMakefile } from '#lab/idle-checks.js';
import { parseLab } from '#lab/parse-lab.js';
import { planLab } from '#lab/plan-lab.js';
import type { LabPlan } from '#lab/job.js';

function planWith(checks: readonly Record<string, unknown>[], task: object = {}): LabPlan {
  const text = JSON.stringify({
    title: 'T',
    tasks: [
      {
        name: 't',
        title: 'T',
        files: ['a.c'],
        programs: { a: {} },
        runs: [
          { name: 'plain', parties: [{ command: ['a'], script: [{ expect: 'ready' }, { look: 'now' }] }] },
          { name: 'traced', trace: true, parties: [{ command: ['a'] }] },
        ],
        checks: checks.map((check, index) => ({ name: `c${index}`, title: 'C', points: 1, run: 'plain', ...check })),
        ...task,
      },
    ],
  });
  const files = { starter: { Makefile: new Uint8Array() }, reference: {}, hidden: {}, inputs: {}, wrong: {} };
  const compiler = COMPILER as Parameters<typeof planLab>[4];
  return planLab('l', parseLab(text, 'lab.json'), files, { t: {} }, compiler, 'lab.json');
}

const COMPILER: unknown = { command: ['cc'], version: '1', flags: [], limits: {}, container: {} };

const WAITS = { of: { call: 'wait' }, times: { min: 1 } };
const keepsNone = { at: 'now', descriptors: { is: 0 } };

for (const [what, check, holds] of [
  ['nothing is open', { expect: { seen: keepsNone } }, true],
  ['it ends with 0', { expect: { end: { exit: 0 } } }, true],
  ['it lacks a word', { expect: { stdout: { lacks: 'x' } } }, true],
  ['no child is made', { run: 'traced', expect: { forks: { is: 0 } } }, true],
  ['something is printed', { expect: { stdout: { equals: 'x\n' } } }, false],
  ['a child is made', { run: 'traced', expect: { forks: { is: 1 } } }, false],
  ['it ends with 1', { expect: { end: { exit: 1 } } }, false],
  ['without points', { points: 0, expect: { end: { exit: 0 } } }, false],
] as const) {
  test(`${what}: ${holds ? 'holds' : 'does not hold'} for a program that does nothing`, () => {
    const other = { expect: { stdout: { equals: 'y' } } };
    assert.deepEqual(idleChecks(planWith([check, other])), holds ? ['t/c0'] : []);
    assert.deepEqual(idleChecks(planWith([{ ...check, needs: ['c1'] }, other])), []);
  });
}

test('warnings that a handed-in makefile asks for are told', () => {
  const counts = { run: undefined, expect: { compiles: { warnings: { max: 0 } } } };
  const other = { run: undefined, expect: { compiles: true } };
  const programs = { a: { make: {} } };
  assert.deepEqual(warningsByMakefile(planWith([counts, other], { files: ['Makefile'], programs })), ['t/c0']);
  assert.deepEqual(warningsByMakefile(planWith([counts, other], { given: ['Makefile'], programs })), []);
  assert.deepEqual(warningsByMakefile(planWith([counts, other])), []);
});

test('a check that goes by a name is told', () => {
  const named = { expect: { seen: { ...keepsNone, process: '^row$' } } };
  assert.deepEqual(checksByName(planWith([named, { expect: { seen: { ...keepsNone, started: true } } }])), ['t/c0']);
});

for (const [what, check, holds] of [
  ['its output', { expect: { end: { exit: 0 }, stdout: { equals: 'x\n' } } }, true],
  [
    'its output and a call',
    { run: 'traced', expect: { stdout: { equals: 'x\n' }, calls: { pipe: { is: 1 } } } },
    false,
  ],
  ['its output and an event', { expect: { stdout: { lines: ['x'] }, events: [WAITS] } }, false],
  ['its output, after a call', { expect: { stdout: { equals: 'x\n' } }, needs: ['calls'] }, false],
  ['its output, after its output', { expect: { files: { r: { equals: 'x\n' } } }, needs: ['other'] }, true],
] as const) {
  test(`points for ${what} ${holds ? 'go' : 'do not go'} to a program that only prints`, () => {
    const plan = planWith([
      { points: 3, ...check },
      { name: 'other', points: 0, expect: { stdout: { equals: 'y' } } },
      { name: 'calls', run: 'traced', expect: { calls: { pipe: { is: 1 } } } },
    ]);
    assert.deepEqual(printedPoints(plan), holds ? [{ task: 't', points: 3, of: 4 }] : []);
  });
}
