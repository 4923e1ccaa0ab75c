// Jobs as one piece of work: all of it, or the first failure and nothing left behind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deferred } from '#util/deferred.js';
import { run, type Job } from '#work/run.js';

/** Ends when its signal fires, and only then. */
function endless(ended: string[], name: string): Job<string> {
  return (signal) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        // Not at once: whoever awaits it must really wait.
        setImmediate(() => {
          ended.push(name);
          reject(new Error(`${name} was ended`));
        });
      });
    });
}

test('results come in the order of the jobs, whoever is ready first', async () => {
  const first = deferred<string>();
  const told: string[] = [];
  const jobs: Job<string>[] = [
    () => first.promise,
    async () => 'second',
    async () => {
      first.resolve('first');
      return 'third';
    },
  ];
  const results = await run(jobs, { concurrency: 2, onResult: (result) => told.push(result) });
  assert.deepEqual(results, ['first', 'second', 'third']);
  assert.deepEqual(told, results);
});

test('no more are under way than were allowed, and each is done once', async () => {
  let [under, most] = [0, 0];
  const jobs = Array.from({ length: 20 }, (_, index) => async () => {
    most = Math.max(most, ++under);
    await new Promise(setImmediate);
    under--;
    return index;
  });
  assert.deepEqual(
    await run(jobs, { concurrency: 3 }),
    jobs.map((_, index) => index),
  );
  assert.equal(most, 3);
  assert.deepEqual(await run([], { concurrency: 3 }), []);
});

test('the first failure ends what is under way, begins nothing more, and is what is thrown', async () => {
  const ended: string[] = [];
  const failure = new Error('the first');
  const jobs: Job<string>[] = [
    endless(ended, 'a'),
    async () => Promise.reject(failure),
    async () => {
      ended.push('begun');
      return '';
    },
  ];
  await assert.rejects(run(jobs, { concurrency: 2 }), failure);
  assert.deepEqual(ended, ['a']);
});

test('a failure behind a job that never ends is noticed', async () => {
  const ended: string[] = [];
  const told: string[] = [];
  const jobs: Job<string>[] = [endless(ended, 'a'), async () => 'b', async () => Promise.reject(new Error('c failed'))];
  const running = run(jobs, { concurrency: 2, onResult: (result) => told.push(result) });
  await assert.rejects(running, /c failed/);
  assert.deepEqual([ended, told], [['a'], []]);
});

test('what takes the results may fail like a job', async () => {
  const ended: string[] = [];
  const running = run([async () => 'a', endless(ended, 'b')], {
    concurrency: 2,
    onResult: () => {
      throw new Error('no room');
    },
  });
  await assert.rejects(running, /no room/);
  assert.deepEqual(ended, ['b']);
});

test("the caller's signal ends it with `aborted`, when it fires and when it has fired", async () => {
  const ended: string[] = [];
  const caller = new AbortController();
  const running = run([endless(ended, 'a'), endless(ended, 'b')], { concurrency: 1, signal: caller.signal });
  caller.abort();
  await assert.rejects(running, { code: 'aborted' });
  assert.deepEqual(ended, ['a']);
  await assert.rejects(run([async () => ended.push('c')], { concurrency: 1, signal: caller.signal }), {
    code: 'aborted',
  });
  assert.deepEqual(ended, ['a']);
});
