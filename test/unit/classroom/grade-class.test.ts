// A class through the queue, with a host that does what each test is about.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeBetween } from '#classroom/compare.js';
import { describe } from '#classroom/describe.js';
import { gradeClass, type ClassPlan } from '#classroom/grade-class.js';
import { Ledger, readLedger } from '#classroom/ledger/ledger.js';
import { SourceStore } from '#classroom/ledger/store.js';
import { recordsOf, regradeAll } from '#classroom/regrade.js';
import type { GradeJob } from '#lab/job.js';
import type { SubmissionResult } from '#lab/result.js';
import { describePace, duration } from '#classroom/time-left.js';
import { deferred } from '#util/deferred.js';
import { fromPlainError, IpclabError, toPlainError } from '#util/error.js';
import { classPlan, FakeHost, outcome, submission } from '../../support/classroom/results.js';
import { Folder } from '../../support/classroom/take.js';

interface Graded {
  readonly results: SubmissionResult[];
  readonly paces: string[];
}

async function grade(
  folder: Folder,
  sources: Readonly<Record<string, string | null>>,
  host: FakeHost,
  options: { plan?: ClassPlan; jobs?: number; signal?: AbortSignal } = {},
): Promise<Graded> {
  const { plan = classPlan(), jobs = 2, signal } = options;
  const store = new SourceStore(folder.path);
  const known = await readLedger(folder.path);
  await using ledger = await Ledger.open(folder.path, known);
  const described = [];
  for (const [id, source] of Object.entries(sources)) described.push(await describe(submission(id, source), store));
  const paces: string[] = [];
  const onProgress = ({ done, total }: { done: number; total: number }): number => paces.push(`${done}/${total}`);
  const results = await gradeClass(plan, described, {
    host,
    store,
    ledger,
    known,
    jobs,
    timeout: 1000,
    signal,
    onProgress,
  });
  return { results, paces };
}

const honest = (): FakeHost =>
  new FakeHost(async (source) => outcome(source, source.startsWith('good') ? 'passed' : 'failed'));
const CLASS = { ada: 'good', bob: 'bad', carol: 'good', dora: null, eve: 'good too' };

function summary(results: readonly SubmissionResult[]): unknown[] {
  return results.map(({ submission: { id }, status, points }) => [id, status, points]);
}

test('the same work is run once, and is a result of each who handed it in', async () => {
  using folder = new Folder();
  const host = honest();
  const { results, paces } = await grade(folder, CLASS, host);
  assert.deepEqual(summary(results), [
    ['ada', 'graded', 1],
    ['bob', 'graded', 0],
    ['carol', 'graded', 1],
    ['dora', 'rejected', 0],
    ['eve', 'graded', 1],
  ]);
  assert.equal(results[3]?.reason, 'dora.zip is damaged or incomplete');
  assert.deepEqual(host.sources.sort(), ['bad', 'good', 'good too']);
  assert.deepEqual(paces, ['0/3', '1/3', '2/3', '3/3']);
});

test('started again it runs nothing, and says the same', async () => {
  using folder = new Folder();
  const { results } = await grade(folder, CLASS, honest());
  const again = honest();
  assert.deepEqual((await grade(folder, CLASS, again)).results, results);
  assert.deepEqual(again.sources, []);
  assert.equal((await readLedger(folder.path)).records.length, 5);
});

test('who comes later with the same work has a result without a run', async () => {
  using folder = new Folder();
  await grade(folder, { ada: 'good' }, honest());
  const host = honest();
  const { results } = await grade(folder, { ada: 'good', frank: 'good' }, host);
  assert.deepEqual(summary(results), [
    ['ada', 'graded', 1],
    ['frank', 'graded', 1],
  ]);
  assert.deepEqual(host.sources, []);
});

test('another lab and another seed are run again, and the newest result counts', async () => {
  using folder = new Folder();
  for (const plan of [classPlan(), classPlan({ lab: 'other' }), classPlan({ seed: 1 })]) {
    const host = honest();
    await grade(folder, { ada: 'good' }, host, { plan });
    assert.deepEqual(host.sources, ['good']);
  }
  assert.deepEqual(
    (await recordsOf(folder.path, [])).map(({ seed }) => seed),
    [1],
  );
});

test('results do not depend on the number of jobs or on who is ready first', async () => {
  const sources = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`s${index}`, `good ${index}`]));
  const slow = (): FakeHost =>
    new FakeHost(async (source) => {
      await new Promise((resolve) => setTimeout(resolve, (source.length * 7919) % 5));
      return outcome(source);
    });
  const all = [];
  for (const jobs of [1, 7]) {
    using folder = new Folder();
    all.push((await grade(folder, sources, slow(), { jobs })).results.map(({ digest }) => digest));
  }
  assert.deepEqual(all[0], all[1]);
});

test('a machine that is lost once is no matter; twice it is an error, and is graded again the next time', async () => {
  using folder = new Folder();
  let losses = 0;
  const unlucky = new FakeHost(async (source) => {
    if (source === 'bad' || losses++ === 0) throw new IpclabError('machine-lost', 'the worker ended');
    return outcome(source);
  });
  const { results } = await grade(folder, { ada: 'good', bob: 'bad' }, unlucky, { jobs: 1 });
  assert.deepEqual(summary(results), [
    ['ada', 'graded', 1],
    ['bob', 'error', 0],
  ]);
  assert.equal(results[1]?.reason, 'the worker ended');
  assert.deepEqual(unlucky.sources, ['good', 'good', 'bad', 'bad']);
  const host = honest();
  assert.equal((await grade(folder, { ada: 'good', bob: 'bad' }, host)).results[1]?.status, 'graded');
  assert.deepEqual(host.sources, ['bad']);
});

test('what no other machine mends ends the grading', async () => {
  using folder = new Folder();
  const broken = new FakeHost(async () => {
    throw new IpclabError('image-corrupt', 'state is not what manifest.json says');
  });
  await assert.rejects(grade(folder, CLASS, broken, { jobs: 1 }), { code: 'image-corrupt' });
  assert.equal(broken.sources.length, 1);
});

test('a fault of our own ends the grading: not tried again, not recorded, and what was graded is kept', async () => {
  using folder = new Folder();
  const faulty = new FakeHost(async (source) => {
    if (source === 'bad') throw fromPlainError(toPlainError(new TypeError('x is not a function')));
    return outcome(source);
  });
  const grading = grade(folder, { ada: 'good', bob: 'bad', carol: 'best' }, faulty, { jobs: 1 });
  await assert.rejects(grading, { code: 'internal', message: 'TypeError: x is not a function' });
  assert.deepEqual(faulty.sources, ['good', 'bad']);
  const { records } = await readLedger(folder.path);
  assert.deepEqual(
    records.map(({ result: { submission, status } }) => [submission.id, status]),
    [['ada', 'graded']],
  );
});

test('an interrupt abandons what is running and keeps what is done', async () => {
  using folder = new Folder();
  const abort = new AbortController();
  const host = new FakeHost(async (source, signal) => {
    if (source !== 'bad') return outcome(source);
    abort.abort();
    signal?.throwIfAborted();
    throw new Error('it was not aborted');
  });
  const grading = grade(folder, CLASS, host, { jobs: 1, signal: abort.signal });
  await assert.rejects(grading, { code: 'aborted' });
  const rest = honest();
  assert.equal((await grade(folder, CLASS, rest)).results.length, 5);
  assert.deepEqual(rest.sources.sort(), ['bad', 'good too']);
});

test('a result can be had again from what was kept, or what changed is said', async () => {
  using folder = new Folder();
  await grade(folder, CLASS, honest());
  const again = async (host: FakeHost): Promise<string[]> => {
    const said: string[] = [];
    await regradeAll(await recordsOf(folder.path, ['ada', 'bob', 'dora']), () => classPlan(), {
      host,
      store: new SourceStore(folder.path),
      timeout: 1000,
      jobs: 2,
      onRegraded: ({ id, verdict, sentence }) => said.push([id, verdict, sentence].join(' ')),
    });
    return said;
  };
  assert.deepEqual(await again(honest()), [
    'ada identical ',
    'bob identical ',
    'dora nothing dora.zip is damaged or incomplete',
  ]);
  assert.deepEqual((await again(new FakeHost(async (source) => outcome(source)))).slice(0, 2), [
    'ada identical ',
    'bob different task count: check counts: the verdict changed from failed (bad) to passed',
  ]);
  await assert.rejects(recordsOf(folder.path, ['zoe']), { code: 'usage', message: /holds no result of zoe/ });
});

test('what failed under a schedule is handed along when it is graded again, by the same lab', async () => {
  using folder = new Folder();
  const failure = { number: 3, schedule: { from: 0, preemptions: [{ at: 300 }] }, story: ['it loses the processor'] };
  const explored = [{ run: 'run', schedules: 3, isComplete: false, failure }];
  const found: GradeJob['found'][] = [];
  const host = new FakeHost(async (source, _signal, job) => {
    found.push(job.found);
    const { tasks, ...rest } = outcome(source, 'failed');
    const all = tasks.map((task) => ({ ...task, checks: task.checks.map((check) => ({ ...check, explored })) }));
    return { ...rest, tasks: all };
  });
  await grade(folder, { ada: 'good' }, host);
  for (const plan of [classPlan(), classPlan({ lab: 'another' })])
    await regradeAll(await recordsOf(folder.path, []), () => plan, {
      host,
      store: new SourceStore(folder.path),
      jobs: 1,
      onRegraded: ({ verdict }) => assert.equal(verdict, 'identical'),
    });
  assert.deepEqual(found, [undefined, [{ task: 'count', check: 'counts', explored }], undefined]);
});

test('the first result that cannot be had again ends it all, and nothing is under way then', async () => {
  using folder = new Folder();
  await grade(folder, { ada: 'good', bob: 'bad', carol: 'best' }, honest());
  const ended: string[] = [];
  const begun = deferred<void>();
  const host = new FakeHost(async (source, signal) => {
    if (source === 'bad') {
      // Whichever of the two is read from the disk first.
      await begun.promise;
      throw new IpclabError('image-corrupt', 'state is not what manifest.json says');
    }
    const aborted = new Promise((resolve) => signal?.addEventListener('abort', resolve));
    begun.resolve();
    await aborted;
    ended.push(source);
    throw new IpclabError('aborted', 'it was ended');
  });
  const options = { host, store: new SourceStore(folder.path), jobs: 2, onRegraded: () => assert.fail('one came') };
  await assert.rejects(
    regradeAll(await recordsOf(folder.path, []), () => classPlan(), options),
    { code: 'image-corrupt' },
  );
  assert.deepEqual([ended, host.sources.sort()], [['good'], ['bad', 'good']]);
});

test('of two results the first difference is told in words', async () => {
  const described = { id: 'a', student: { id: 'a', name: 'a' }, source: 'a', digest: '', files: [], notes: [] };
  const result = async (change: (task: SubmissionResult['tasks'][number]) => object): Promise<SubmissionResult> => {
    const { tasks } = outcome('one\ntwo\n');
    const changed = {
      status: 'graded',
      reason: null,
      tasks: tasks.map((task) => ({ ...task, ...change(task) })),
    } as const;
    return classPlan().assemble(described, changed, { at: '', duration: 0 });
  };
  const before = await result(() => ({}));
  const cases: [string, (task: SubmissionResult['tasks'][number]) => object][] = [
    [
      'task count: run run under seed 0: instructions changed from 1000 to 1001',
      ({ runs }) => ({ runs: runs.map((run) => ({ ...run, instructions: 1001 })) }),
    ],
    [
      "task count: program count: the compiler's messages differs from line 2 on (8 bytes then, 9 now)",
      ({ compiles }) => ({
        compiles: compiles.map((each) => ({ ...each, messages: { size: 9, sha256: '', head: 'one\nthree' } })),
      }),
    ],
    ['task count: check counts: no longer exists', () => ({ checks: [] })],
    ['task count: points changed from 1 to 2', () => ({ points: 2 })],
  ];
  assert.equal(changeBetween(before, await result(() => ({}))), undefined);
  for (const [sentence, change] of cases) assert.equal(changeBetween(before, await result(change)), sentence);
});

test('time left is what the pace so far makes of the rest', () => {
  assert.equal(describePace({ done: 0, total: 300, elapsed: 5000 }), '[0/300]');
  assert.equal(describePace({ done: 10, total: 300, elapsed: 5000 }), '[10/300] about 2 min left');
  assert.equal(describePace({ done: 299, total: 300, elapsed: 299_000 }), '[299/300] about 1 s left');
  assert.deepEqual([89_000, 90_000, 3_600_000, 7_200_000].map(duration), ['89 s', '2 min', '60 min', '2.0 h']);
});
