// A class through a queue, with real machines, of which none may count on the others.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { NodeHost } from '#classroom/hosts/node-host.js';
import type { GradingHost } from '#classroom/hosts/host.js';
import { openImage, type Image } from '#hosts/node/image.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { readAddress } from '#queue/address.js';
import { codeDigest } from '#queue/code.js';
import { QueueWorker, type JobEnd, type QueueWorkerOptions } from '#queue/worker.js';
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
  await using worker = await workerOf(redis, image, { name: 'faulty', host: faulty });
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

test('results are graded again on machines of other computers, and compared', async () => {
  using folder = new Folder(await classOf(3));
  // One after the other: results are graded again in the order in which they were made.
  const graded = await ipclab(['grade', LARGE_CLASS_LAB, 'class', '--out', 'out', '--jobs', '1'], { cwd: folder.path });
  assert.equal(graded.status, 0, graded.stderr.toString());
  await using redis = await RedisServer.start();
  const image = await openImage();
  const ends: JobEnd[] = [];
  await using worker = await workerOf(redis, image, {
    name: 'one',
    host: new NodeHost(image),
    onJob: (end) => ends.push(end),
  });
  const args = ['regrade', LARGE_CLASS_LAB, 'out', '--queue', redis.address];
  // Twice: what was found the first time is not taken for the second.
  for (const jobs of [3, 6]) {
    const { status, stdout, stderr } = await ipclab(args, { cwd: folder.path });
    assert.equal(status, 0, stderr.toString());
    assert.equal(
      stdout.toString(),
      ['student-0000', 'student-0001', 'student-0002'].map((id) => `${id}: identical\n`).join(''),
    );
    assert.deepEqual(
      ends.map(({ result }) => result),
      Array(jobs).fill('done'),
    );
  }
  assert.ok(worker.isConnected);
});

test('a worker on a computer without the image fetches it once, checks it, and finds what the grader finds', async () => {
  using folder = new Folder({ ...(await classOf(3)), 'far/package.json': '{}' });
  // The same version of the package, without any image.
  const far = join(folder.path, 'far');
  await cp(join(PACKAGE_ROOT, 'package.json'), join(far, 'package.json'));
  await cp(join(PACKAGE_ROOT, 'dist/src'), join(far, 'dist/src'), { recursive: true });
  await symlink(join(PACKAGE_ROOT, 'node_modules'), join(far, 'node_modules'));
  const [main, cache] = [join(far, 'dist/src/cli/main.js'), join(folder.path, 'cache')];
  const args = ['grade', LARGE_CLASS_LAB, 'class', '--report', 'tap=-'];
  const plain = await ipclab([...args, '--out', 'plain'], { cwd: folder.path });
  const { digest } = (await openImage()).manifest;
  for (const round of ['first', 'second']) {
    await using redis = await RedisServer.start();
    const worker = spawn(process.execPath, [main, 'worker', '--queue', redis.address, '--jobs', '1'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, XDG_CACHE_HOME: cache },
    });
    const closed = once(worker, 'close');
    let said = '';
    worker.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    try {
      const queued = await ipclab([...args, '--out', round, '--queue', redis.address], { cwd: folder.path });
      assert.equal(queued.status, 0, queued.stderr.toString() + said);
      assert.equal(queued.stdout.toString(), plain.stdout.toString());
    } finally {
      worker.kill('SIGTERM');
    }
    assert.deepEqual((await closed)[0], 0, said);
    assert.match(said, /^ipclab: worker \S+ waits for a class at \S+, whose image it fetches/m);
    const fetches = new RegExp(`^ipclab: fetches the image tcc ${digest.slice(0, 12)}$`, 'm');
    if (round === 'first') assert.match(said, fetches);
    else assert.doesNotMatch(said, fetches, 'it was kept');
  }
  assert.deepEqual(await readdir(join(cache, 'ipclab/fetched')), [digest]);
});

async function workerOf(
  redis: RedisServer,
  { manifest: { name, digest } }: Image,
  options: Pick<QueueWorkerOptions, 'name' | 'host' | 'onJob'>,
): Promise<QueueWorker> {
  return QueueWorker.start({
    address: await readAddress(redis.address, {}),
    ground: { code: await codeDigest(), image: { name, digest } },
    jobs: 1,
    lease: 30,
    onNotice: () => undefined,
    ...options,
  });
}
