// A class under a lab that has changed: what need not run does not, and whose points changed is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectationWith } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import { changedPoints } from '#classroom/changes.js';
import { describe } from '#classroom/describe.js';
import { gradeClass, type ClassPlan } from '#classroom/grade-class.js';
import { Ledger, readLedger } from '#classroom/ledger/ledger.js';
import { SourceStore } from '#classroom/ledger/store.js';
import type { CheckPlan, TaskPlan } from '#lab/job.js';
import type { SubmissionResult } from '#lab/result.js';
import { classPlan, FakeHost, outcome, submission } from '../../support/classroom/results.js';
import { Folder } from '../../support/classroom/take.js';
import { runPlan, taskPlan } from '../../support/task-plan.js';

const CHECK: CheckPlan = {
  ...{ name: 'counts', title: 'It counts', points: 1, hidden: false, needs: [], award: 'all' },
  rationale: undefined,
  help: undefined,
  looks: [{ run: 'run', expect: expectationWith(PLAIN).parse({ end: { exit: 0 } }) }],
};
const TASK = taskPlan([runPlan([{ command: ['count'] }])], { checks: [CHECK] });

function planWith(lab: string, ...tasks: TaskPlan[]): ClassPlan {
  const plan = classPlan({ lab });
  return { ...plan, lab: { ...plan.lab, tasks } };
}

const NAMES = { ada: 'good', bob: 'bad' };

async function grade(
  folder: Folder,
  plan: ClassPlan,
  names: Readonly<Record<string, string | null>> = NAMES,
): Promise<{ results: SubmissionResult[]; ran: string[]; changed: string[] }> {
  const store = new SourceStore(folder.path);
  const known = await readLedger(folder.path);
  const described = [];
  for (const [id, source] of Object.entries(names)) described.push(await describe(submission(id, source), store));
  const ran: string[] = [];
  const host = new FakeHost(async (source, _signal, { lab, only }) => {
    const names = only ?? lab.tasks.map(({ name }) => name);
    ran.push(`${source}: ${names.join(' ')}`);
    const [task] = outcome(source, source.startsWith('good') ? 'passed' : 'failed').tasks;
    return { status: 'graded', reason: null, tasks: names.flatMap((name) => (task ? [{ ...task, name }] : [])) };
  });
  await using ledger = await Ledger.open(folder.path, known);
  const results = await gradeClass(plan, described, {
    ...{ host, store, ledger, known, jobs: 1, onProgress: () => undefined },
  });
  return { results, ran, changed: changedPoints(known.records, results) };
}

test('other points: nobody runs again, and whose points changed is said', async () => {
  using folder = new Folder();
  assert.deepEqual((await grade(folder, planWith('a', TASK))).ran, ['good: count', 'bad: count']);
  const more = planWith('b', { ...TASK, checks: [{ ...CHECK, points: 3 }] });
  const { results, ran, changed } = await grade(folder, more);
  assert.deepEqual(ran, []);
  assert.deepEqual(
    results.map(({ points }) => points),
    [3, 0],
  );
  assert.deepEqual(changed, ['ada: 1 of 1 before, 3 of 1 now: task count: check counts: points changed from 1 to 3']);
  assert.deepEqual((await grade(folder, more)).changed, []);
  // What was judged again is there for the next time, as if it had run.
  assert.deepEqual((await grade(folder, planWith('c', { ...TASK, title: 'New' }))).ran, []);
});

test('another task, or one that changed: it runs alone', async () => {
  using folder = new Folder();
  const second = { ...TASK, name: 'second' };
  await grade(folder, planWith('a', TASK, second));
  const slower = { ...second, runs: second.runs.map((run) => ({ ...run, wallLimit: 2000 })) };
  const { ran, results } = await grade(folder, planWith('b', TASK, slower, { ...TASK, name: 'third' }));
  assert.deepEqual(ran, ['good: second third', 'bad: second third']);
  assert.deepEqual(
    results[0]?.tasks.map(({ name }) => name),
    ['count', 'second', 'third'],
  );
});

test('who has handed in nothing that the lab asks for now is judged anew', async () => {
  using folder = new Folder();
  await grade(folder, planWith('a', TASK));
  const other = planWith('b', { ...TASK, files: [{ name: 'other.c', optional: false }] });
  assert.deepEqual((await grade(folder, other)).ran, ['good: count', 'bad: count']);
});

test('who hands in again is told of as that, and who is new is not', async () => {
  using folder = new Folder();
  await grade(folder, planWith('a', TASK));
  const { changed } = await grade(folder, planWith('a', TASK), { ada: 'good', bob: 'good too', eve: 'good' });
  assert.deepEqual(changed, ['bob: 0 of 1 before, 1 of 1 now: handed in again']);
});
