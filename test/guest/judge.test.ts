// A lab with everything in it is judged on one machine after the other submission.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { prepareLab } from '#course/lab-plan.js';
import { loadLab } from '#course/lab.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { basisOf } from '#lab/basis.js';
import type { JobOutcome } from '#lab/job.js';
import { judgeAgain } from '#lab/judge-again.js';
import { encodeText } from '#util/bytes.js';
import { FIXTURES } from '../support/fixtures.js';

const image = await openImage();
const stored = await loadLab(join(FIXTURES, 'labs/echo'));
const lab = await prepareLab(stored, image);
const machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
after(() => machine[Symbol.asyncDispose]());

const { reference, wrong } = stored.files;

function verdict({ tasks }: JobOutcome, task: string, check: string): string | undefined {
  return tasks.find(({ name }) => name === task)?.checks.find(({ name }) => name === check)?.verdict;
}

test('the reference has all points, every time the same to the instruction', async () => {
  const first = await machine.grade({ lab, files: reference });
  assert.deepEqual(
    first.tasks.map(({ points, maxPoints }) => [points, maxPoints]),
    [
      [9, 9],
      [4, 4],
    ],
  );
  assert.deepEqual(await machine.grade({ lab, files: reference }), first);
});

test('under a lab with other points, words and texts, what is kept of a run says what running it says', async () => {
  const changed = {
    ...lab,
    tasks: lab.tasks.map((task) => ({
      ...task,
      checks: task.checks.map((check) => ({ ...check, title: 'New', points: check.points * 2, needs: [] })),
    })),
  };
  const first = await machine.grade({ lab, files: reference });
  const [before, now] = [basisOf(lab), basisOf(changed)];
  const again = changed.tasks.map((task, index) => {
    const [result, basis, asked] = [first.tasks[index], before[index], now[index]];
    assert.ok(result && basis && asked);
    return judgeAgain({ result, basis }, task, asked);
  });
  assert.deepEqual(again, (await machine.grade({ lab: changed, files: reference })).tasks);
});

test('a task that is judged alone has the result that it has among others', async () => {
  const whole = await machine.grade({ lab, files: reference });
  for (const { name } of lab.tasks) {
    const { tasks } = await machine.grade({ lab, files: reference, only: [name] });
    assert.deepEqual(
      tasks,
      whole.tasks.filter((task) => task.name === name),
    );
  }
});

for (const [name, { task = '', fails }] of Object.entries(stored.lab.wrong)) {
  test(`${name} fails what it is meant to fail`, async () => {
    const outcome = await machine.grade({ lab, files: { ...reference, ...wrong[name] } });
    for (const check of fails) assert.equal(verdict(outcome, task, check), 'failed');
  });
}

test('a run is executed again to write down what happens in it, and nothing else changes', async () => {
  const [name = '', { task = '' } = {}] = Object.entries(stored.lab.wrong)[0] ?? [];
  const files = { ...reference, ...wrong[name] };
  const graded = await machine.grade({ lab, files });
  const runs = graded.tasks.find((one) => one.name === task)?.runs ?? [];
  for (const run of [runs[0], runs.at(-1)]) {
    assert.ok(run);
    const place = { task, run: run.name, seed: run.seed };
    const { tasks, xrays = [] } = await machine.grade({ lab, files, xrays: [place] });
    assert.deepEqual([tasks, xrays.map((xray) => [xray.task, xray.run.name])], [[], [[task, run.name]]]);
    const [{ data, run: again } = { data: undefined, run: undefined }] = xrays;
    const output = ({ parties }: typeof run): unknown => parties.map(({ end, stdout }) => [end?.exit, stdout.sha256]);
    assert.deepEqual(again && output(again), output(run));
    assert.ok(data?.recording.events.some(({ kind }) => kind === 'exec'));
    assert.match(JSON.stringify(data?.lines), /"file":"\w+\.c","line":\d+/);
  }
  assert.deepEqual(await machine.grade({ lab, files }), graded);
});

test('a submission with nothing in it is rejected, and says what was asked for', async () => {
  const { status, reason, tasks } = await machine.grade({ lab, files: {} });
  assert.deepEqual([status, tasks], ['rejected', []]);
  assert.match(reason ?? '', /sum\.c, client\.c/);
});

test('checks of what a program does say that it does not compile, those of other programs nothing of it', async () => {
  const files = { ...reference, 'client.c': encodeText('int main(void) { return') };
  const { tasks } = await machine.grade({ lab, files });
  const [others = [], own = []] = tasks.map(({ checks }) => checks);
  const failed = own.filter(({ verdict }) => verdict === 'failed');
  assert.ok(failed.length > 0);
  assert.ok(
    failed.every(({ uncompiled, problems }) => uncompiled?.join() === 'client' && problems.length > 0),
    JSON.stringify(failed),
  );
  assert.ok(others.every(({ verdict, uncompiled }) => verdict === 'passed' && uncompiled === undefined));
});

test('what was not handed in fails, and the rest is judged', async () => {
  const outcome = await machine.grade({
    lab,
    files: { 'deep/down/client.c': reference['client.c'] ?? new Uint8Array(0) },
  });
  assert.deepEqual(
    outcome.tasks.map(({ points }) => points),
    [0, 4],
  );
  assert.match(outcome.tasks[0]?.compiles[0]?.messages.head ?? '', /^sum\.c was not handed in$/);
});
