// A class through a queue, with real machines, of which none may count on the others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NodeHost } from '#classroom/hosts/node-host.js';
import type { GradingHost } from '#classroom/hosts/host.js';
import { openImage } from '#hosts/node/image.js';
import { readAddress } from '#queue/address.js';
import { codeDigest } from '#queue/code.js';
import { QueueWorker } from '#queue/worker.js';
import { ipclab } from '../support/cli.js';
import { LARGE_CLASS_LAB } from '../support/classroom/class.js';
import { Folder } from '../support/classroom/take.js';
import { chaosOf, classOf } from '../support/queue/chaos.js';
import { RedisServer } from '../support/redis.js';

test('what is killed on the way, workers, Redis and the grader, changes no byte of a report', async () => {
  await chaosOf({ size: 16, workers: 2, workerKills: 3, redisKills: 1, graderKills: 1, seed: 20_261_126 });
});

test('a worker whose machines count one instruction too many is found and named, and nothing of it is taken', async () => {
  using folder = new Folder(await classOf(4));
  await using redis = await RedisServer.start();
  const image = await openImage();
  const whole = new NodeHost(image);
  const faulty: GradingHost = {
    grade: async (job, limits) => {
      const outcome = await whole.grade(job, limits);
      const tasks = outcome.tasks.map((task) => ({
        ...task,
        runs: task.runs.map((run) => ({ ...run, instructions: run.instructions + 1 })),
      }));
      return { ...outcome, tasks };
    },
    [Symbol.asyncDispose]: () => whole[Symbol.asyncDispose](),
  };
  const { name, digest } = image.manifest;
  await using worker = await QueueWorker.start({
    address: await readAddress(redis.address, {}),
    ground: { code: await codeDigest(), image: { name, digest } },
    name: 'faulty',
    jobs: 1,
    lease: 30,
    host: faulty,
    onNotice: () => undefined,
  });
  const args = ['grade', LARGE_CLASS_LAB, 'class', '--report', 'tap=-'];
  const queued = await ipclab([...args, '--out', 'queued', '--queue', redis.address], { cwd: folder.path });
  assert.match(
    queued.stderr.toString(),
    /^ipclab: worker faulty is a broken machine: .*\(task sum: run run under seed 0: instructions changed from \d+ to \d+\)$/m,
  );
  assert.equal(queued.status, 125);
  assert.match(await worker.broken, /worker faulty is a broken machine/);
  const plain = await ipclab([...args, '--out', 'plain'], { cwd: folder.path });
  assert.equal(queued.stdout.toString(), plain.stdout.toString());
});
