import { IpclabError } from './error.js';

export interface Limits {
  /** Milliseconds of the host's clock; absent: no deadline. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Races work against a deadline and a signal.
 *
 * @param what the work in a few words, for the message: "the handshake with the guest"
 * @throws IpclabError `deadline` or `aborted`, or what the work throws
 */
export async function within<T>(work: Promise<T>, what: string, { timeout, signal }: Limits): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort: (() => void) | undefined;
  const obstacle = new Promise<never>((_, reject) => {
    if (timeout !== undefined) {
      timer = setTimeout(() => {
        reject(new IpclabError('deadline', `${what} took longer than ${timeout} ms of this host's clock`, { timeout }));
      }, timeout);
    }
    if (signal) {
      onAbort = () => {
        reject(new IpclabError('aborted', `${what} was cancelled`, {}, { cause: signal.reason }));
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    }
  });
  try {
    return await Promise.race([work, obstacle]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
    work.catch(() => undefined);
  }
}
