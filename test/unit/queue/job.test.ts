// Jobs as they lie in a queue.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkQueued, nameOf, toQueued, workOf } from '#queue/job.js';
import { queueName } from '#queue/names.js';
import { omit } from '#util/omit.js';
import { sha256 } from '../../support/classroom/results.js';
import { GROUND, jobOf } from '../../support/queue/parts.js';

const MORE = { plan: sha256('plan'), class: 'c' };

test('a job comes out of the queue as it went in, and has one name however often it is put there', () => {
  const job = { ...jobOf('int main;'), only: ['count'], lost: [{ task: 'count', run: null, seed: 3 }] };
  const queued = toQueued(job, GROUND, MORE);
  assert.deepEqual(workOf(checkQueued(JSON.parse(JSON.stringify(queued)), GROUND)), omit(job, 'lab'));
  assert.equal(nameOf(queued, 0), nameOf(toQueued(structuredClone(job), GROUND, MORE), 0));
  const others = [
    nameOf(queued, 1),
    nameOf(toQueued({ ...job, only: [] }, GROUND, MORE), 0),
    nameOf(toQueued(job, GROUND, { ...MORE, timeout: 5 }), 0),
    nameOf(toQueued(job, GROUND, { ...MORE, plan: sha256('other') }), 0),
    nameOf(toQueued(job, GROUND, { ...MORE, class: 'd' }), 0),
  ];
  assert.equal(new Set([nameOf(queued, 0), ...others]).size, 6);
});

test('a worker refuses what is for another version or another image, and what is no job', () => {
  const queued = toQueued(jobOf('x'), GROUND, MORE);
  const refused = (data: unknown, message: RegExp): void => assert.throws(() => checkQueued(data, GROUND), message);
  refused({ ...queued, code: sha256('other') }, /was made by another version of ipclab; start a worker/);
  refused({ ...queued, image: sha256('other') }, /is for another image than tcc; start a worker/);
  refused({ ...queued, more: 1 }, /a job of the queue: .*more/);
  refused('x', /a job of the queue/);
});

test('workers of each version and each image have a queue of their own', () => {
  const { code, image } = GROUND;
  const names = [
    queueName(GROUND),
    queueName({ code: sha256('x'), image }),
    queueName({ code, image: { ...image, digest: sha256('y') } }),
  ];
  assert.equal(new Set(names).size, 3);
  assert.equal(queueName({ code, image: { ...image, name: 'called otherwise' } }), queueName(GROUND));
});
