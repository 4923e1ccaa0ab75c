// Results of machines that lie.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeOutcome } from '#lab/wire.js';
import { Audit } from '#queue/audit.js';
import { IpclabError } from '#util/error.js';
import { outcome } from '../../support/classroom/results.js';
import { jobOf } from '../../support/queue/parts.js';

const right = await encodeOutcome(Promise.resolve(outcome('a')));
const wrong = await encodeOutcome(Promise.resolve(outcome('a', 'failed')));
const lost = await encodeOutcome(Promise.reject(new IpclabError('machine-lost', 'it is gone')));
const job = jobOf('a');

interface Trial {
  readonly audit: Audit;
  readonly broken: string[];
  readonly asked: () => number;
}

/** @param answers what this computer finds, one after the other; the last again and again */
function trial(every: number, answers: readonly string[] = [right]): Trial {
  const broken: string[] = [];
  let asked = 0;
  const here = async (): Promise<string> => answers[Math.min(asked++, answers.length - 1)] ?? '';
  const audit = new Audit({ here, every, onBroken: (worker, sentence) => broken.push(`${worker}: ${sentence}`) });
  return { audit, broken, asked: () => asked };
}

test('the first result of each worker and one of so many are compared with what this computer finds', async () => {
  const { audit, broken, asked } = trial(3);
  for (const worker of ['one', 'two'])
    for (let n = 0; n < 4; n++) assert.equal(await audit.accept(job, { worker, outcome: right }), right);
  assert.deepEqual([asked(), broken], [4, []]);
});

test('nothing of a worker is used before its first result was checked, and nothing of a broken one at all', async () => {
  const { audit, broken } = trial(50);
  const all = await Promise.all([wrong, wrong, wrong].map((text) => audit.accept(job, { worker: 'b', outcome: text })));
  assert.deepEqual(all, [right, right, right]);
  assert.equal(broken.length, 1);
  assert.doesNotMatch(broken.join(), /taken before/);
  assert.match(
    broken[0] ?? '',
    /^b: worker b is a broken machine: .*check counts: the verdict changed from passed to failed/,
  );
});

test('what a broken worker gave before is said', async () => {
  const { audit, broken } = trial(2);
  for (const text of [right, right]) await audit.accept(job, { worker: 'b', outcome: text });
  assert.equal(await audit.accept(job, { worker: 'b', outcome: wrong }), right);
  assert.match(broken.join(), /2 results of it were taken before: compare them with ipclab regrade/);
});

test('of two results of one job the one is named that this computer does not find', async () => {
  for (const [used, second, name] of [
    [right, wrong, 'second'],
    [wrong, right, 'first'],
  ] as const) {
    const { audit, broken } = trial(0);
    await audit.compare(job, { worker: 'first', outcome: used }, { worker: 'second', outcome: second });
    assert.deepEqual([broken.length, broken[0]?.split(':')[0]], [1, name]);
  }
  const { audit, asked } = trial(0);
  await audit.compare(job, { worker: 'a', outcome: right }, { worker: 'b', outcome: right });
  await audit.compare(job, { worker: 'a', outcome: lost }, { worker: 'b', outcome: right });
  assert.equal(asked(), 0);
});

test('a machine that was lost, here or there, is no sign of a broken one', async () => {
  const there = trial(1);
  assert.equal(await there.audit.accept(job, { worker: 'a', outcome: lost }), lost);
  const here = trial(50, [lost, right]);
  assert.equal(await here.audit.accept(job, { worker: 'a', outcome: right }), right);
  assert.equal(await here.audit.accept(job, { worker: 'a', outcome: wrong }), right, 'the next one is checked instead');
  assert.deepEqual([there.broken, here.broken.length], [[], 1]);
});

test('a computer that does not agree with itself blames nobody else', async () => {
  const { audit, broken } = trial(1, [right, wrong]);
  await assert.rejects(audit.accept(job, { worker: 'a', outcome: wrong }), /two results for one job/);
  assert.deepEqual(broken, []);
});
