// A task under a lab that has changed: what is known of it without running it is what running it would give.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectationWith } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import { assembleTask } from '#lab/assemble-task.js';
import { award } from '#lab/award.js';
import { basisOf, type Basis } from '#lab/basis.js';
import { lookInto } from '#lab/evaluate.js';
import { hiddenIn } from '#lab/hidden.js';
import type { CheckPlan, TaskPlan } from '#lab/job.js';
import { judgeAgain } from '#lab/judge-again.js';
import { recordRun } from '#lab/record-run.js';
import type { TaskResult } from '#lab/result.js';
import type { Finding } from '#lab/summary.js';
import { encodeText } from '#util/bytes.js';
import { partyOf } from '../../support/checks.js';
import { factsOf } from '../../support/facts.js';
import { classPlan } from '../../support/classroom/results.js';
import { runPlan, taskPlan } from '../../support/task-plan.js';

function check(name: string, expect: object, more: Partial<CheckPlan> = {}): CheckPlan {
  const looks = [{ run: 'run', expect: expectationWith(PLAIN).parse(expect) }];
  const rest = { rationale: undefined, help: undefined, hidden: false, needs: [], award: 'all' as const };
  return { name, title: name, points: 1, ...rest, looks, ...more };
}

const RUN = runPlan([{ command: ['count'] }], { seeds: [0, 1] });

/** What the program prints under each seed. */
function judged(task: TaskPlan, texts: readonly string[] = ['one\n', 'two\n']): TaskResult {
  const findings = new Map<string, Finding[]>();
  const runs = RUN.seeds.map((seed) => {
    const stdout = texts[seed] ?? '';
    const status = { exit: 0, written: { stdout: stdout.length, stderr: 0 } };
    const parties = [partyOf({ name: 'count', stdout, status })];
    const execution = {
      run: RUN,
      seed,
      parties,
      looks: new Map(),
      evidence: factsOf(),
      files: new Map(),
      traces: new Map(),
      sanitizer: null,
    };
    for (const { name, looks } of task.checks)
      for (const { expect } of looks)
        findings.set(name, [
          ...(findings.get(name) ?? []),
          { at: { run: 'run', seed, seeds: RUN.seeds.length }, ...lookInto(expect, execution, task) },
        ]);
    return recordRun(execution, hiddenIn(task, RUN), 1000 + seed);
  });
  return assembleTask(task, { compiles: [], runs, checks: award(task.checks, findings) });
}

function basis(task: TaskPlan): Basis[number] {
  const [only] = basisOf({ ...classPlan().lab, tasks: [task] });
  assert.ok(only);
  return only;
}

const PRINTS = check('prints', { stdout: { equals: 'one\n' } });
const ENDS = check('ends', { end: { exit: 0 } });
const AFTER = check('after', { stdout: { contains: 'two' } }, { needs: ['prints'] });
const task = taskPlan([RUN], { checks: [PRINTS, ENDS, AFTER] });

function again(now: TaskPlan, texts?: readonly string[]): TaskResult | undefined {
  return judgeAgain({ result: judged(task, texts), basis: basis(task) }, now, basis(now));
}

const KNOWN: readonly [string, Partial<TaskPlan>][] = [
  ['nothing', {}],
  ['points and words', { title: 'New', checks: [{ ...PRINTS, points: 5, title: 'New', help: 'New' }, ENDS, AFTER] }],
  ['points by share', { checks: [{ ...PRINTS, points: 3, award: 'share' }, ENDS, AFTER] }],
  ['a name', { checks: [{ ...PRINTS, name: 'shows' }, ENDS, { ...AFTER, needs: ['shows'] }] }],
  ['what is hidden', { checks: [PRINTS, ENDS, AFTER].map((one) => ({ ...one, hidden: true })) }],
  ['what is needed', { checks: [PRINTS, { ...ENDS, needs: ['prints'] }, AFTER] }],
  ['an order, and one left out', { checks: [ENDS, PRINTS] }],
  ['a text', { checks: [check('prints', { stdout: { equals: 'two\n' } }), ENDS, AFTER] }],
  ['an end', { checks: [PRINTS, check('ends', { end: { exit: 1 }, stdout: { lacks: 'x' } }), AFTER] }],
  ['one more', { checks: [PRINTS, ENDS, AFTER, check('more', { stderr: { equals: '' } })] }],
];

for (const [what, change] of KNOWN) {
  test(`${what} is changed: nothing has to run, and the result is what running gives`, () => {
    const now = { ...task, ...change };
    assert.deepEqual(again(now), judged(now));
  });
}

const UNKNOWN: readonly [string, Partial<TaskPlan>, (readonly string[])?][] = [
  ['a run', { runs: [{ ...RUN, wallLimit: 1 }] }],
  ['a seed', { runs: [{ ...RUN, seeds: [0, 2] }] }],
  ['a given file', { given: { 'count.h': encodeText('') } }],
  ['a flag of the compiler', { programs: { count: { flags: ['-O2'] } } }],
  [
    'a check of a file, which is not kept',
    { checks: [PRINTS, check('ends', { files: { out: [{ equals: '' }] } }), AFTER] },
  ],
  ['a check of what the kernel saw', { checks: [PRINTS, check('ends', { seen: [{ objects: { max: 0 } }] }), AFTER] }],
  ['a check that was skipped before, and fails now', { checks: [PRINTS, ENDS, { ...AFTER, needs: [] }] }],
  [
    'a text, and the program printed more than is kept',
    { checks: [check('prints', { stdout: { contains: 'two' } }), ENDS, AFTER] },
    ['x'.repeat(5000), 'two'],
  ],
];

for (const [what, change, texts] of UNKNOWN) {
  test(`${what}: it has to run`, () => {
    assert.equal(again({ ...task, ...change }, texts), undefined);
  });
}
