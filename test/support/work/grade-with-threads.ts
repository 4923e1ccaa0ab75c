// A process that grades with worker threads that never end by themselves. The second piece of work fails, or none.
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { MachinePool } from '#work/pool.js';
import { run } from '#work/run.js';
import { interruptible } from '../../../src/cli/interrupt.js';

class Thread implements AsyncDisposable {
  readonly #worker = new Worker('setInterval(() => undefined, 1000)', { eval: true });

  async reset(): Promise<void> {
    await Promise.resolve();
  }

  /** Never resolves while it lives. */
  async work(): Promise<void> {
    await once(this.#worker, 'exit');
    throw new Error('the thread ended');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }
}

const fails = process.argv[2] === 'fails';

await interruptible(async (signal) => {
  await using threads = new MachinePool(async () => new Thread());
  const jobs = Array.from({ length: 6 }, (_, index) => (ended: AbortSignal) => {
    return threads.use(async (thread) => {
      process.stdout.write(`begun ${index}\n`);
      if (fails && index === 1) throw new Error('the second fails');
      ended.addEventListener('abort', () => void thread[Symbol.asyncDispose]());
      await thread.work();
    }, ended);
  });
  await run(jobs, { concurrency: 2, signal });
}, 'interrupted').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 7;
});
