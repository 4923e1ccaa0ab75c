// Machines in worker threads of Node.
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { Worker } from 'node:worker_threads';
import type { ArtefactName } from '#image/manifest.js';
import type { ClockOptions, MachineOptions } from '#machine/guest-machine.js';
import { IpclabError } from '#util/error.js';
import type { Bytes } from '#util/bytes.js';
import type { MachineWorker, StartOptions } from '#hosts/worker/machine.js';
import { Machine } from '#hosts/worker/machine.js';
import type { Machines } from '#hosts/worker/machines.js';
import type { Image } from './image.js';
import { readArtefact } from './image.js';
import { snapshotOf } from './snapshot.js';
import { v86Module } from './v86.js';
import { bundledWorker } from './worker-bundle.js';

export interface LaunchOptions {
  readonly signal?: AbortSignal | undefined;
  /** `'snapshot'` (default) or from power-on, through the whole boot. */
  readonly from?: MachineOptions['start']['from'] | undefined;
  /** Default: the real one. */
  readonly clock?: ClockOptions | undefined;
  /** Run a login shell on the serial console; its bytes go here. */
  readonly onConsole?: StartOptions['onConsole'];
}

/** What a machine makes and drops is little; V8 would let 16 MB of it lie there in each worker. */
const resourceLimits = { maxYoungGenerationSizeMb: 4 };

/** Starts a machine of an image in a worker thread of its own. */
export async function launch(image: Image, options: LaunchOptions = {}): Promise<Machine> {
  const { from = 'snapshot', clock = { kind: 'real' }, onConsole, signal } = options;
  const { machine } = image.manifest;
  return startMachine({
    memory: machine.memory,
    vgaMemory: machine.vgaMemory,
    clock,
    start: from === 'snapshot' ? { from, snapshot: await snapshotOf(image, clock) } : await coldStart(image),
    console: onConsole !== undefined,
    onConsole,
    signal,
  });
}

/** Machines of an image in worker threads. */
export function machinesOf(image: Image): Machines {
  return { manifest: image.manifest, launch: (clock, signal) => launch(image, { clock, signal }) };
}

/** Starts a machine of parts that are no image yet, in a worker thread of its own. */
export async function startMachine(options: Omit<StartOptions, 'wasm'>, compileAfter?: number): Promise<Machine> {
  const wasm = await v86Module(compileAfter);
  return Machine.start(spawnWorker(), { ...options, wasm });
}

async function coldStart(image: Image): Promise<MachineOptions['start']> {
  const read = (name: ArtefactName): Promise<Bytes> => readArtefact(image, name);
  const [bios, vgaBios, kernel, rootfs] = await Promise.all([
    read('bios'),
    read('vgaBios'),
    read('kernel'),
    read('rootfs'),
  ]);
  const { commandLine } = image.manifest.kernel;
  return { from: 'power-on', bios, vgaBios, kernel, rootfs, commandLine };
}

let entry: readonly [file: URL, execArgv?: string[]] | undefined;

/** Of the bundle, whose errors name lines of the sources by its maps; otherwise of the modules themselves. */
function workerEntry(): NonNullable<typeof entry> {
  const bundle = bundledWorker();
  return bundle ? [bundle, ['--enable-source-maps']] : [new URL('./worker.js', import.meta.url)];
}

function spawnWorker(): MachineWorker {
  const [file, execArgv] = (entry ??= workerEntry());
  // v86 tells its console that it is about to abort; whoever needs to know is told by the worker's end.
  const worker = new Worker(file, { stdout: true, stderr: true, resourceLimits, ...(execArgv && { execArgv }) });
  worker.stdout.resume();
  worker.stderr.resume();
  const handle: MachineWorker = {
    endpoint: nodeEndpoint(worker),
    onDeath: undefined,
    terminate: async () => {
      await worker.terminate();
    },
  };
  worker.on('error', (error) => {
    handle.onDeath?.(deathOf(error));
  });
  worker.on('exit', () => {
    handle.onDeath?.(new IpclabError('machine-lost', "the machine's worker ended"));
  });
  return handle;
}

function deathOf(error: Error): IpclabError {
  const cause = { cause: error };
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ERR_WORKER_OUT_OF_MEMORY':
      return new IpclabError('no-memory', "there is not enough memory for the machine's worker", {}, cause);
    case 'ERR_WORKER_INIT_FAILED':
      return new IpclabError('no-worker', `a worker thread cannot be started: ${error.message}`, {}, cause);
    default:
      return new IpclabError('machine-lost', `the machine's worker failed: ${error.message}`, {}, cause);
  }
}
