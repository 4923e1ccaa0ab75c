// A worker of a browser as the place of a machine.
import { IpclabError } from '#util/error.js';
import type { MachineWorker } from '#hosts/worker/machine.js';
import { HOLDING, whenFree } from './life-lock.js';

/** @param url of the script `worker.ts`, bundled as a classic script: a module worker cannot come from a blob everywhere */
export function spawnWorker(url: URL | string): MachineWorker {
  const name = `ipclab-machine-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  const worker = makeWorker(url, name);
  const handle: MachineWorker = {
    endpoint: worker,
    onDeath: undefined,
    terminate: async () => {
      worker.terminate();
    },
  };
  worker.onerror = (event) => {
    event.preventDefault();
    handle.onDeath?.(deathOf(event));
  };
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === HOLDING) {
      void whenFree(name, () => {
        handle.onDeath?.(new IpclabError('machine-lost', "the machine's worker was ended by the browser"));
      });
    }
  });
  return handle;
}

function makeWorker(url: URL | string, name: string): Worker {
  try {
    return new Worker(url, { name });
  } catch (error) {
    // By its specification a SecurityError, when a policy forbids it.
    throw new IpclabError('no-worker', "the machine's worker may not be started", {}, { cause: error });
  }
}

/** @param event of a script that ran, an ErrorEvent; of one that could not be loaded, a plain Event */
function deathOf(event: Event): IpclabError {
  if (!(event instanceof ErrorEvent)) return new IpclabError('no-worker', "the machine's worker cannot be loaded");
  const cause: unknown = event.error;
  return new IpclabError('machine-lost', `the machine's worker failed: ${event.message}`, {}, { cause });
}
