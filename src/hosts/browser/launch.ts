// Machines in workers of a browser.
import type { ArtefactName, ImageManifest } from '../../image/manifest.js';
import type { ClockOptions } from '../../machine/guest-machine.js';
import { toHex, type Bytes } from '../../util/bytes.js';
import { IpclabError } from '../../util/error.js';
import { Machine, type MachineWorker, type StartOptions } from '../worker/machine.js';

/** An image as a web server gives it: the folder of its manifest. */
export interface WebImage {
  readonly base: URL;
  readonly manifest: ImageManifest;
}

/** Addresses of the parts that are no image: v86's WebAssembly and the worker's script. */
export interface Runtime {
  readonly wasm: URL;
  readonly worker: URL;
}

export interface LaunchOptions {
  readonly clock?: ClockOptions | undefined;
  readonly jit?: boolean | undefined;
  readonly onConsole?: StartOptions['onConsole'];
  readonly signal?: AbortSignal | undefined;
}

const START_TIMEOUT = 30_000;

/** Starts a machine of an image in a worker of its own. */
export async function launch(image: WebImage, runtime: Runtime, options: LaunchOptions = {}): Promise<Machine> {
  const { clock = { kind: 'real' }, jit = false, onConsole, signal } = options;
  const [wasm, state] = await Promise.all([compile(runtime.wasm, signal), fetchArtefact(image, 'stateZst', signal)]);
  const { memory, vgaMemory, time } = image.manifest.machine;
  return Machine.start(spawnWorker(runtime.worker), {
    wasm,
    memory,
    vgaMemory,
    jit,
    clock,
    start: { from: 'snapshot', state, time },
    console: onConsole !== undefined,
    startTimeout: START_TIMEOUT,
    onConsole,
    signal,
  });
}

/** @throws IpclabError `image-corrupt` when its bytes are not those of the manifest */
async function fetchArtefact({ base, manifest }: WebImage, name: ArtefactName, signal?: AbortSignal): Promise<Bytes> {
  const { file, size, sha256 } = manifest.artefacts[name];
  const content = new Uint8Array(await (await get(new URL(file, base), signal)).arrayBuffer());
  const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', content)));
  if (content.length !== size || digest !== sha256) {
    throw new IpclabError('image-corrupt', `${file} is not the file that manifest.json describes; load the page again`);
  }
  return content;
}

let compiled: { url: string; module: Promise<WebAssembly.Module> } | undefined;

/** v86's WebAssembly, compiled once for all workers of this page. */
function compile(url: URL, signal?: AbortSignal): Promise<WebAssembly.Module> {
  if (compiled?.url !== url.href) {
    compiled = { url: url.href, module: get(url, signal).then((response) => WebAssembly.compileStreaming(response)) };
  }
  return compiled.module;
}

async function get(url: URL, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal: signal ?? null });
  if (!response.ok)
    throw new IpclabError('image-missing', `${url.pathname} cannot be loaded (status ${response.status})`);
  return response;
}

function spawnWorker(url: URL): MachineWorker {
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
