// Which runs of a class are drawn, how often they are executed for it, and what of another run becomes.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { expectationWith } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import { drawingsFor, placesOf } from '#classroom/class-xrays.js';
import { SourceStore } from '#classroom/ledger/store.js';
import type { CheckPlan, JobOutcome, TaskPlan } from '#lab/job.js';
import type { CheckResult, SubmissionResult } from '#lab/result.js';
import { encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { classPlan, FakeHost, outcome } from '../../support/classroom/results.js';
import { Folder } from '../../support/classroom/take.js';
import { runPlan, taskPlan } from '../../support/task-plan.js';
import { openPipe } from '../../support/xray/stories.js';

const PLACE = { task: 'count', run: 'run', seed: 0 };

function looking(name: string, run: string, more: { hidden?: boolean; party?: string } = {}): CheckPlan {
  const { hidden = false, party = 'count' } = more;
  const looks = [{ run, expect: expectationWith(PLAIN).parse({ party, end: { exit: 0 } }) }];
  return {
    name,
    title: name,
    points: 1,
    hidden,
    needs: [],
    rationale: undefined,
    help: undefined,
    award: 'all',
    looks,
  };
}

const TASK = taskPlan([runPlan([{ command: ['count'] }])], { checks: [looking('counts', 'run')] });

function graded(submission: SubmissionResult['submission'], change: Partial<CheckResult> = {}): SubmissionResult {
  const { tasks } = outcome('bad', 'failed');
  const failed = tasks.map((task) => ({
    ...task,
    checks: task.checks.map((check) => ({ ...check, failedIn: [{ run: 'run', seed: 0 }], ...change })),
  }));
  return classPlan().assemble(submission, { status: 'graded', reason: null, tasks: failed }, { at: '', duration: 0 });
}

const NOBODY = { id: 'ada', student: { id: 'ada', name: 'Ada' }, source: 'a', digest: 'd', files: [], notes: [] };

test('the first run of a failed check is drawn, and nothing of what is hidden, does not compile or failed by its schedule', () => {
  const places = (change: Partial<CheckResult>, task: TaskPlan = TASK): unknown =>
    placesOf(graded(NOBODY, change), [task]);
  assert.deepEqual(places({}), [PLACE]);
  assert.deepEqual(places({ hidden: true }), []);
  assert.deepEqual(places({ verdict: 'skipped' }), []);
  assert.deepEqual(places({ uncompiled: ['count'] }), []);
  const failure = { number: 1, schedule: { from: 0, preemptions: [] }, story: [] };
  assert.deepEqual(places({ explored: [{ run: 'run', schedules: 1, isComplete: true, failure }] }), []);
  const withServer = [runPlan([{ command: ['count'] }, { command: ['server'] }])];
  const checks = [looking('counts', 'run'), looking('secret', 'run', { hidden: true, party: 'server' })];
  assert.deepEqual(places({}, taskPlan(withServer, { checks })), []);
  assert.deepEqual(places({}, taskPlan(withServer, { checks: checks.slice(0, 1) })), [PLACE]);
  assert.deepEqual(places({}, taskPlan([runPlan([{ command: ['count'] }], { sanitize: ['address'] })])), []);
});

interface Class {
  readonly drawn: readonly (boolean | null | undefined)[];
  readonly asked: number;
}

/** Two students with equal work, twice. */
async function twice(again: JobOutcome | IpclabError): Promise<Class> {
  using folder = new Folder();
  const store = new SourceStore(folder.path);
  const files = await store.keep({ 'count.c': encodeText('bad') });
  const host = new FakeHost((_, __, { xrays }) => {
    assert.deepEqual(xrays, [PLACE]);
    return again instanceof IpclabError ? Promise.reject(again) : Promise.resolve(again);
  });
  const plan = { ...classPlan(), lab: { ...classPlan().lab, tasks: [TASK] } };
  const results = ['ada', 'bob'].map((id) => graded({ ...NOBODY, id, files }));
  const drawn: (boolean | null | undefined)[] = [];
  for (let time = 0; time < 2; time++) {
    const of = await drawingsFor(plan, results, { host, store, jobs: 2, folder: join(folder.path, 'xrays') });
    for (const { submission } of results) {
      const drawing = of(submission, PLACE);
      drawn.push(drawing ? drawing.isStuck : drawing);
    }
  }
  return { drawn, asked: host.sources.length };
}

function again(source: string): JobOutcome {
  const run = outcome(source).tasks[0]?.runs[0];
  assert.ok(run);
  return {
    ...{ status: 'graded', reason: null, tasks: [] },
    xrays: [{ task: 'count', run, data: { title: 'Counting: run', recording: openPipe() } }],
  };
}

test('equal work is executed once for all of its students, and not again when the class is graded again', async () => {
  assert.deepEqual(await twice(again('bad')), { drawn: [true, true, true, true], asked: 1 });
});

test('of a run that went another way with the recorder just that is known, and it is not tried again', async () => {
  assert.deepEqual(await twice(again('another')), { drawn: [null, null, null, null], asked: 1 });
});

test('a class has its reports where the infrastructure fails; the next time it is tried again', async () => {
  const lost = new IpclabError('machine-lost', 'it is lost');
  assert.deepEqual(await twice(lost), { drawn: [undefined, undefined, undefined, undefined], asked: 2 });
});
