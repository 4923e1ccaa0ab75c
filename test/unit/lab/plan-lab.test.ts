// From what an author wrote to what a judge is given.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '#util/canonical-json.js';
import { parseLab } from '#lab/parse-lab.js';
import { planLab, type LabFiles } from '#lab/plan-lab.js';
import type { LabPlan } from '#lab/job.js';
import { previewLab } from '#lab/preview.js';
import type { Verdict } from '#lab/result.js';
import { isOneVerdict, stabilityPlan, verdictsBySeed, type Judged } from '#lab/stability.js';
import { encodeText } from '#util/bytes.js';

const RUN = {
  name: 'run',
  parties: [{ command: ['a', '${x}'] }, { command: ['/bin/cat'] }],
  cases: { one: { x: 1 }, two: { x: 2 } },
};
const CHECK = { name: 'check', title: 'It works', points: 2, expect: { end: { exit: 0 } } };
const TASK = { name: 'task', title: 'Task', files: ['a.c'], programs: { a: {} }, runs: [RUN], checks: [CHECK] };

const FILES: LabFiles = { starter: {}, reference: {}, hidden: {}, inputs: {}, wrong: {} };

function plan(task: object = {}, files: Partial<LabFiles> = {}, more: object = {}): LabPlan {
  const lab = parseLab(JSON.stringify({ title: 'L', ...more, tasks: [{ ...TASK, ...task }] }), 'lab.json');
  const compiler: LabPlan['compiler'] = { command: ['cc'], libraries: [], limits: {}, container: {} };
  return planLab('lab', lab, { ...FILES, ...files }, {}, { image: 'i', compiler }, 'lab.json');
}

test('each case is a run of its own, with seeds, and who runs a program follows from whose it is', () => {
  const [task] = plan({ runs: [{ ...RUN, seeds: 3 }] }).tasks;
  assert.deepEqual(
    task?.runs.map(({ name, seeds, parties }) => [name, seeds, parties.map(({ command, user }) => [...command, user])]),
    [
      [
        'run/one',
        [0, 1, 2],
        [
          ['a', '1', 'student'],
          ['/bin/cat', 'other'],
        ],
      ],
      [
        'run/two',
        [0, 1, 2],
        [
          ['a', '2', 'student'],
          ['/bin/cat', 'other'],
        ],
      ],
    ],
  );
  assert.deepEqual(
    task.checks[0]?.looks.map(({ run }) => run),
    ['run/one', 'run/two'],
  );
});

test('of a traced run the calls are traced that its checks count, by the names of the kernel', () => {
  const runs = [{ name: 'run', parties: [{ command: ['a'] }], trace: true }];
  const checks = [{ ...CHECK, expect: { calls: { pipe: { is: 1 }, dup2: { max: 1 } } } }];
  assert.deepEqual(plan({ runs, checks }).tasks[0]?.runs[0]?.trace, ['pipe', 'pipe2', 'dup2', 'dup3']);
  assert.equal(plan().tasks[0]?.runs[0]?.trace, null);
});

test('what is compared with in secret is kept beside the runs, and is not to be missing', () => {
  const checks = [{ ...CHECK, expect: { stdout: { sameAs: 'hidden/wanted' } } }];
  const hidden = { wanted: encodeText('x'), other: encodeText('y') };
  assert.deepEqual(Object.keys(plan({ checks }, { hidden }).tasks[0]?.expected ?? {}), ['hidden/wanted']);
  assert.throws(() => plan({ checks }), { code: 'usage', message: /no file wanted in hidden\/; add it there/ });
  const misspelt = [{ ...CHECK, expect: { stdout: { sameAs: 'wanted' } } }];
  assert.throws(() => plan({ checks: misspelt }), {
    code: 'usage',
    message: /has no file wanted; add it to its files/,
  });
});

test('a digest is of what decides a verdict', () => {
  const { digest } = plan();
  assert.equal(plan({}, { reference: { 'a.c': encodeText('x') } }).digest, digest);
  assert.equal(plan({}, {}, { handIn: { deadline: '2026-11-26T23:59:00+01:00', perDay: 5 } }).digest, digest);
  const plain = { ...RUN, cases: undefined, parties: [{ command: ['a'] }] };
  const asking = { ...plain, predict: { question: 'Q', answer: 'waits' } };
  assert.equal(plan({ runs: [asking] }).digest, plan({ runs: [plain] }).digest);
  assert.notEqual(plan({}, { hidden: { x: encodeText('x') } }).digest, digest);
  assert.notEqual(plan({ checks: [{ ...CHECK, points: 3 }] }).digest, digest);
  assert.equal(canonicalJson({ b: [{ d: 1, c: 2 }], a: null }), '{"a":null,"b":[{"c":2,"d":1}]}');
});

test('for steadiness a check is looked at several times, each with seeds of its own', () => {
  const steady = stabilityPlan(plan({ runs: [{ ...RUN, seeds: 2 }] }), 4);
  const [task] = steady.tasks;
  assert.deepEqual(
    task?.runs.map(({ name, seeds }) => [name, seeds]),
    [
      ['run/one@0', [0, 1]],
      ['run/one@1', [2, 3]],
      ['run/two@0', [0, 1]],
      ['run/two@1', [2, 3]],
    ],
  );
  assert.deepEqual(
    task.checks.map(({ name, looks }) => [name, looks.map(({ run }) => run)]),
    [
      ['check@0', ['run/one@0', 'run/two@0']],
      ['check@1', ['run/one@1', 'run/two@1']],
    ],
  );
  const result = (name: string, verdict: Verdict, held: number): Judged['checks'][number] => ({
    name,
    verdict,
    held,
    of: 2,
  });
  const checks = [result('check@0', 'passed', 2), result('check@1', 'failed', 1)];
  const found = verdictsBySeed({ tasks: [{ name: 'task', checks }] });
  assert.deepEqual(
    [...(found.get('task/check') ?? [])],
    [
      ['passed', 1],
      ['failed with 1 of 2', 1],
    ],
  );
});

test('a share that varies is one verdict, another verdict is not', () => {
  const verdicts = (...seen: string[]): Map<string, number> => new Map(seen.map((one) => [one, 1]));
  assert.equal(isOneVerdict(verdicts('failed', 'failed with 1 of 3', 'failed with 2 of 3')), true);
  assert.equal(isOneVerdict(verdicts('failed with 1 of 3', 'passed')), false);
  assert.equal(isOneVerdict(verdicts('failed', 'skipped')), false);
});

test('for steadiness of some checks only the runs that they look at are executed', () => {
  const other = { name: 'other', parties: [{ command: ['a'] }] };
  const checks = [CHECK, { ...CHECK, name: 'also', run: 'other' }].map((check) => ({ run: 'run', ...check }));
  const whole = plan({ runs: [RUN, other], checks });
  const runsOf = (only?: string[]): unknown =>
    stabilityPlan(whole, 1, only).tasks.map((task) => [
      task.runs.map(({ name }) => name),
      task.checks.map((c) => c.name),
    ]);
  assert.deepEqual(runsOf(), [
    [
      ['run/one@0', 'run/two@0', 'other@0'],
      ['check@0', 'also@0'],
    ],
  ]);
  assert.deepEqual(runsOf(['task/also']), [[['other@0'], ['also@0']]]);
  assert.deepEqual(runsOf(['elsewhere/also']), []);
});

test('a preview shows what students may know, and how much is not shown', () => {
  const checks = [
    CHECK,
    { ...CHECK, name: 'secret', title: 'Secret', hidden: true, points: 1 },
    { ...CHECK, name: 'next', title: 'Then', needs: ['check', 'secret'] },
  ];
  const lab = parseLab(JSON.stringify({ title: 'L', tasks: [{ ...TASK, checks }] }), 'x');
  const text = previewLab(lab, '# L\n', (_, check) => check === 'next');
  assert.match(text, /## Task: 5 points/);
  assert.match(text, /- It works \(2 points\)\n/);
  assert.match(text, /- Then \(2 points\), after “It works”: runs only when it is graded/);
  assert.match(text, /- 1 hidden check \(1 point\)/);
  assert.doesNotMatch(text, /Secret/);
});
