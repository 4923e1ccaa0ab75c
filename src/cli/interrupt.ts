// Ctrl-C as a signal that work can be raced against.
import { constants } from 'node:os';
import { hasCode } from '#util/error.js';
import { tell } from './tell.js';

/**
 * Does work that the first SIGINT or SIGTERM aborts; a second one ends the process, as always. The exit status is 128 + n then,
 * as a shell tells it.
 *
 * @param sentence what to say when it was aborted
 */
export async function interruptible(work: (signal: AbortSignal) => Promise<void>, sentence: string): Promise<void> {
  const controller = new AbortController();
  let status: number | undefined;
  const stop = (name: NodeJS.Signals): void => {
    status = 128 + constants.signals[name];
    release();
    controller.abort();
  };
  const release = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    await work(controller.signal);
  } catch (error) {
    if (status === undefined || !hasCode(error, 'aborted')) throw error;
    tell([sentence]);
    process.exitCode = status;
  } finally {
    release();
  }
}
