// A worker of a browser as the place of a machine.
import { IpclabError } from '../../util/error.js';
import type { MachineWorker } from '../worker/machine.js';

/** @param url of the script `worker.ts`, bundled as a classic script: a module worker cannot come from a blob everywhere */
export function spawnWorker(url: URL | string): MachineWorker {
  const worker = new Worker(url);
  const handle: MachineWorker = {
    endpoint: worker,
    onDeath: undefined,
    terminate: async () => {
      worker.terminate();
    },
  };
  worker.onerror = (event) => {
    event.preventDefault();
    handle.onDeath?.(
      new IpclabError('machine-lost', `the machine's worker failed: ${event.message || 'it cannot be loaded'}`),
    );
  };
  return handle;
}
