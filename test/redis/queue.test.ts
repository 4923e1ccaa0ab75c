// Graders and workers around a real Redis server, with machines that are functions.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Registry } from 'prom-client';
import { readAddress } from '#queue/address.js';
import { nameOf, toQueued, type QueuedJob } from '#queue/job.js';
import { keys, PREFIX, queueName } from '#queue/names.js';
import { packPlan, PlanShelf } from '#queue/plans.js';
import { sendResult } from '#queue/results.js';
import { describeStatus, queueStatus } from '#queue/status.js';
import { WorkerMetrics } from '#queue/worker-metrics.js';
import type { JobEnd } from '#queue/worker.js';
import { encodeOutcome } from '#lab/wire.js';
import { IpclabError } from '#util/error.js';
import { classPlan, FakeHost, outcome, sha256 } from '../support/classroom/results.js';
import { brokenMachine, Fleet, GROUND, grader, jobOf, slowMachine, wholeMachine } from '../support/queue/parts.js';
import { RedisServer } from '../support/redis.js';

const SOURCES = Array.from({ length: 12 }, (_, index) => `source ${index}`);

describe('a queue', () => {
  let redis: RedisServer;
  before(async () => {
    redis = await RedisServer.start();
  });
  after(() => redis[Symbol.asyncDispose]());

  /** A look at what is in Redis, apart from everybody's connections. */
  async function looking<T>(look: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(redis.port, '127.0.0.1');
    try {
      return await look(client);
    } finally {
      client.disconnect();
    }
  }

  test('all jobs of a class are done once, by whoever is there, and nothing of them stays', async () => {
    const hosts = [wholeMachine(), wholeMachine()];
    await using host = await grader(redis.address);
    await using fleet = new Fleet(redis.address);
    await fleet.add('one', hosts[0]);
    await fleet.add('two', hosts[1]);
    const found = await Promise.all(SOURCES.map((source) => host.grade(jobOf(source), {})));
    assert.deepEqual(
      found,
      SOURCES.map((source) => outcome(source)),
    );
    assert.deepEqual(hosts.flatMap(({ sources }) => sources).sort(), [...SOURCES].sort());
    assert.deepEqual(await looking((client) => client.keys('ipclab:grade-*:a-class-*')), []);
    const status = await queueStatus(await readAddress(redis.address, {}));
    assert.deepEqual(
      status.workers.map(({ name }) => name),
      ['one', 'two'],
    );
    assert.deepEqual(
      status.queues.map(({ waiting, active, failed }) => [waiting, active, failed]),
      [[0, 0, 0]],
    );
    assert.match(describeStatus(status), /^one +\S+ \d+ +tcc +[0-9a-f]{12} +[0-9a-f]{12} +1 +\d+$/m);
    assert.match(describeStatus(status), /^count +/m);
  });

  test('a failure of the infrastructure comes back as what it is, and its job can be tried again', async () => {
    let asked = 0;
    const host = new FakeHost(() =>
      asked++ === 0
        ? Promise.reject(new IpclabError('machine-lost', 'it broke', { run: 'r' }))
        : Promise.resolve(outcome('a')),
    );
    await using one = await grader(redis.address);
    await using fleet = new Fleet(redis.address);
    await fleet.add('one', host);
    const lost = await one.grade(jobOf('a'), {}).catch((error: unknown) => error as IpclabError);
    assert.ok(lost instanceof IpclabError);
    assert.deepEqual([lost.code, lost.message, lost.data], ['machine-lost', 'it broke', { run: 'r' }]);
    assert.deepEqual(await one.grade(jobOf('a'), {}), outcome('a'));
  });

  test('who waits for an answer comes before a class, and classes take turns', async () => {
    const slow = slowMachine();
    await using fleet = new Fleet(redis.address);
    await fleet.add('one', slow.host);
    await using large = await grader(redis.address, { class: 'large' });
    const running = [large.grade(jobOf('first'), {})];
    await slow.asked;
    await using night = await grader(redis.address, { class: 'night', priority: 'low' });
    await using second = await grader(redis.address, { class: 'second' });
    await using student = await grader(redis.address, { class: 'student', priority: 'high' });
    for (const [host, source] of [
      [night, 'night'],
      [large, 'large 1'],
      [second, 'second 1'],
      [large, 'large 2'],
      [second, 'second 2'],
      [student, 'student'],
    ] as const) {
      running.push(host.grade(jobOf(source), {}));
      await waiting(running.length - 1);
    }
    slow.goOn();
    await Promise.all(running);
    assert.deepEqual(slow.host.sources, ['first', 'student', 'large 1', 'second 1', 'large 2', 'second 2', 'night']);
  });

  /** Waits until so many jobs lie in the queue. */
  async function waiting(count: number): Promise<void> {
    const address = await readAddress(redis.address, {});
    for (;;) {
      const { queues } = await queueStatus(address);
      if ((queues[0]?.waiting ?? 0) >= count) return;
    }
  }

  test('what a grader that was killed had in the queue, or had been found for it, is not run again', async () => {
    const packed = packPlan(jobOf('').lab);
    const queued = (source: string): QueuedJob =>
      toQueued(jobOf(source), GROUND, { plan: packed.digest, class: 'killed' });
    await looking(async (client) => {
      await new PlanShelf(client).keep(packed);
      const queue = new Queue(queueName(GROUND), { connection: client, prefix: PREFIX });
      await queue.add('grade', queued('in the queue'), { jobId: nameOf(queued('in the queue'), 0), priority: 2 });
      const found = await encodeOutcome(Promise.resolve(outcome('found')));
      await sendResult(client, 'killed', { job: nameOf(queued('found'), 0), worker: 'one', outcome: found });
      await queue.close();
    });
    const host = wholeMachine();
    await using goesOn = await grader(redis.address, { class: 'killed' });
    const all = ['in the queue', 'found'].map((source) => goesOn.grade(jobOf(source), {}));
    await using fleet = new Fleet(redis.address);
    await fleet.add('one', host);
    assert.deepEqual(
      await Promise.all(all),
      ['in the queue', 'found'].map((source) => outcome(source)),
    );
    assert.deepEqual(host.sources, ['in the queue']);
  });

  test('a second result of a job that differs is found, its worker is named, and ends', async () => {
    await using fleet = new Fleet(redis.address);
    const broken = await fleet.add('broken', brokenMachine());
    await using host = await grader(redis.address, { class: 'twice' });
    assert.deepEqual(await host.grade(jobOf('a'), {}), outcome('a', 'failed'), 'nothing is checked here');
    const right = await encodeOutcome(Promise.resolve(outcome('a')));
    const queued = toQueued(jobOf('a'), GROUND, { plan: packPlan(jobOf('').lab).digest, class: 'twice' });
    await looking((client) => sendResult(client, 'twice', { job: nameOf(queued, 0), worker: 'whole', outcome: right }));
    const sentence = await broken.broken;
    assert.match(sentence, /^worker broken is a broken machine: .*the verdict changed from passed to failed/);
    assert.deepEqual(host.broken, [sentence]);
  });

  test('a worker whose first result is not what this computer finds gives no result', async () => {
    await using fleet = new Fleet(redis.address);
    const broken = await fleet.add('broken', brokenMachine(), { name: 'broken 2' });
    await using host = await grader(redis.address, { class: 'checked', every: 50 });
    const all = await Promise.all(SOURCES.slice(0, 3).map((source) => host.grade(jobOf(source), {})));
    assert.deepEqual(
      all,
      SOURCES.slice(0, 3).map((source) => outcome(source)),
    );
    assert.match(await broken.broken, /worker broken 2 is a broken machine/);
  });

  test('a job that a worker refuses is a failure of the infrastructure, with the sentence', async () => {
    const told: string[] = [];
    const other = { ...GROUND, image: { name: 'other', digest: sha256('forged') } };
    await using fleet = new Fleet(redis.address);
    await fleet.add('one', wholeMachine(), {
      ground: other,
      onNotice: (sentence) => told.push(sentence),
    });
    await looking(async (client) => {
      const queue = new Queue(queueName(other), { connection: client, prefix: PREFIX });
      const forged = toQueued(jobOf('a'), GROUND, { plan: sha256('x'), class: 'forged' });
      await using host = await grader(redis.address, { class: 'forged', ground: other });
      const wanted = toQueued(jobOf('a'), other, { plan: packPlan(jobOf('').lab).digest, class: 'forged' });
      await queue.add('grade', forged, { jobId: nameOf(wanted, 0) });
      await assert.rejects(host.grade(jobOf('a'), {}), /the worker is lost: a job of the queue: is for another image/);
      await queue.close();
    });
    assert.match(told.join(), /refused a job: a job of the queue: is for another image than other/);
  });

  test('a worker counts its jobs by what came of them, and says each to who keeps a log', async () => {
    const registry = new Registry();
    const ends: JobEnd[] = [];
    const metrics = new WorkerMetrics(registry);
    const host = new FakeHost((source) =>
      source === 'lost'
        ? Promise.reject(new IpclabError('machine-lost', 'it broke'))
        : Promise.resolve(outcome(source)),
    );
    await using fleet = new Fleet(redis.address);
    const worker = await fleet.add('counted', host, {
      onJob: (end) => {
        metrics.count(end);
        ends.push(end);
      },
    });
    metrics.watch(worker);
    await using one = await grader(redis.address, { class: 'counted' });
    await one.grade(jobOf('a'), {});
    await one.grade(jobOf('b'), {});
    await assert.rejects(one.grade(jobOf('lost'), {}), { code: 'machine-lost' });
    await fleet[Symbol.asyncDispose]();
    assert.deepEqual(
      ends.map((end) => [end.class, end.result]),
      [
        ['counted', 'done'],
        ['counted', 'done'],
        ['counted', 'error'],
      ],
    );
    const text = await registry.metrics();
    assert.match(text, /^ipclab_jobs_total\{result="done"\} 2$/m);
    assert.match(text, /^ipclab_jobs_total\{result="error"\} 1$/m);
    assert.match(text, /^ipclab_job_seconds_count 3$/m);
    assert.match(text, /^ipclab_jobs_running 0$/m);
    assert.match(text, /^ipclab_queue_connected 0$/m);
  });

  test('where no worker fits, it is said who is there instead', async () => {
    const notices: string[] = [];
    await using fleet = new Fleet(redis.address);
    await fleet.add('other', wholeMachine(), {
      ground: { ...GROUND, code: sha256('other') },
    });
    await using host = await grader(redis.address, {
      class: 'alone',
      onNotice: (sentence) => {
        notices.push(sentence);
        stop.abort();
      },
    });
    const stop = new AbortController();
    await assert.rejects(host.grade(jobOf('a'), { signal: stop.signal }), { code: 'aborted' });
    assert.match(
      notices.join(),
      /^waiting: no worker of this version has the image tcc [0-9a-f]{12} \(other is of another version\); start one with: ipclab worker --image tcc$/,
    );
    assert.deepEqual(await looking((client) => client.keys('ipclab:grade-*:alone-*')), [], 'it was taken out again');
  });

  test('a full queue takes nothing more until there is room', async () => {
    const notices: string[] = [];
    await looking(async (client) => {
      const queue = new Queue(queueName(GROUND), { connection: client, prefix: PREFIX });
      await queue.addBulk(Array.from({ length: 2000 }, () => ({ name: 'grade', data: {}, opts: { priority: 3 } })));
      let full = (): void => undefined;
      const isFull = new Promise<void>((resolve) => (full = resolve));
      await using host = await grader(redis.address, {
        class: 'patient',
        onNotice: (sentence) => {
          notices.push(sentence);
          full();
        },
      });
      const found = host.grade(jobOf('a'), {});
      await isFull;
      assert.deepEqual(await client.keys('ipclab:grade-*:patient-*'), []);
      await queue.drain();
      await using fleet = new Fleet(redis.address);
      await fleet.add('one');
      assert.deepEqual(await found, outcome('a'));
      await queue.close();
    });
    assert.match(notices[0] ?? '', /^2000 jobs wait in the queue/);
  });

  test('a lab goes in parts, and one that is not what its digest says is none', async () => {
    const given = { 'large.bin': new Uint8Array(600_000).fill(7) };
    const task = {
      name: 't',
      title: 'T',
      files: [],
      given,
      programs: {},
      counterparts: {},
      runs: [],
      checks: [],
      expected: {},
    };
    const lab = { ...classPlan().lab, tasks: [task] };
    const packed = packPlan(lab);
    await looking(async (client) => {
      const key = keys.plan(packed.digest);
      await new PlanShelf(client).keep(packed);
      assert.equal(await client.hlen(key), 1 + Math.ceil(packed.text.length / (256 * 1024)));
      assert.deepEqual(await new PlanShelf(client).get(packed.digest), lab);
      await client.hset(key, '1', 'damaged');
      assert.equal(await new PlanShelf(client).get(packed.digest), undefined);
      await client.hdel(key, '1');
      assert.equal(await new PlanShelf(client).get(packed.digest), undefined);
    });
  });
});
