// A worker of a browser as the place of a machine.
import { IpclabError } from '#util/error.js';
import type { MachineWorker } from '#hosts/worker/machine.js';
import { HOLDING, whenFree } from './life-lock.js';

/** @param url of the script `worker.ts`, bundled as a classic script: a module worker cannot come from a blob everywhere */
export function spawnWorker(url: URL | string): MachineWorker {
  const name = `ipclab-machine-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  const worker = new Worker(url, { name });
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
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === HOLDING) {
      void whenFree(name, () => {
        handle.onDeath?.(new IpclabError('machine-lost', "the machine's worker was ended by the browser"));
      });
    }
  });
  return handle;
}
