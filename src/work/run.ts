// Many jobs, some at a time, as one piece of work: all of it is done, or the first failure ends all of it.
import { IpclabError } from '#util/error.js';

/** The signal fires once the result is of no use any more: another job has failed, or the caller has given up. */
export type Job<T> = (signal: AbortSignal) => Promise<T>;

export interface RunOptions<T> {
  /** Jobs at a time. */
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with each result in the order of the jobs, as soon as those before it are there. */
  readonly onResult?: ((result: T) => void) | undefined;
}

/**
 * Does jobs, and settles when none is under way any more: nobody has to look after what a failure left running.
 *
 * @returns the results in the order of the jobs
 * @throws the first failure, of a job or of `onResult`; IpclabError `aborted` when the caller's signal came before it
 */
export async function run<T>(jobs: readonly Job<T>[], { concurrency, signal, onResult }: RunOptions<T>): Promise<T[]> {
  const stop = new AbortController();
  const failures: unknown[] = [];
  const fail = (error: unknown): void => {
    failures.push(error);
    stop.abort(error);
  };
  const onAbort = (): void => {
    fail(new IpclabError('aborted', 'the work was cancelled', {}, { cause: signal?.reason }));
  };
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });

  const done: { readonly result: T }[] = [];
  let told = 0;
  const tell = (): void => {
    for (let next = done[told]; next && !stop.signal.aborted; next = done[++told]) onResult?.(next.result);
  };
  const waiting = jobs.entries();
  const work = async (): Promise<void> => {
    // One iterator for all: each takes the next job that nobody has taken.
    for (const [index, job] of waiting) {
      if (stop.signal.aborted) return;
      try {
        done[index] = { result: await job(stop.signal) };
        tell();
      } catch (error) {
        fail(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, jobs.length) }, work));
  signal?.removeEventListener('abort', onAbort);
  if (failures.length > 0) throw failures[0];
  return done.map(({ result }) => result);
}
