// A sandbox server from its first machine to its last answer.
import { availableParallelism } from 'node:os';
import { openImage } from '#hosts/node/image.js';
import { listenError } from '#node/listen-error.js';
import { processMetrics, serveMetrics, type MetricsAddress, type MetricsServer } from '#node/metrics.js';
import { IpclabError } from '#util/error.js';
import { Slots } from '#work/slots.js';
import { Gradings } from './gradings.js';
import { readKeys } from './keys.js';
import { Labs } from './labs.js';
import { countGradings, measured } from './measured.js';
import { Runner } from './runner.js';
import { createServer } from './server.js';

export interface ServeOptions {
  readonly image?: string | undefined;
  /** Folders of labs to grade by; default: those that come with the project and whose image is built. */
  readonly labs?: readonly string[] | undefined;
  /** Address to listen at. */
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Machines at a time; default: as many as this computer has processors. */
  readonly jobs?: number | undefined;
  /** Jobs that may wait for a machine. */
  readonly queue: number;
  /** A file with keys; see {@link readKeys}. */
  readonly keys?: string | undefined;
  /** Takes a line of JSON for each request. */
  readonly log?: { write(line: string): void } | undefined;
  readonly onFault: (fault: string) => void;
  /** Where to say how it fares; default: nowhere. */
  readonly metrics?: MetricsAddress | undefined;
}

export interface SandboxServer extends AsyncDisposable {
  /** Where the API of Jobe begins. */
  readonly url: URL;
  /** Of `/metrics` and `/health`. */
  readonly metrics: URL | undefined;
}

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

/**
 * @throws IpclabError `usage` for options that do not go together, and when the port cannot be had; `image-missing`
 */
export async function serveSandbox(options: ServeOptions): Promise<SandboxServer> {
  const { host, port, jobs = availableParallelism(), queue, log, onFault } = options;
  if (!LOOPBACK.includes(host) && options.keys === undefined)
    throw new IpclabError('usage', `whoever reaches ${host} could run programs here; give --keys, or leave --host out`);
  const keys = options.keys === undefined ? undefined : await readKeys(options.keys);
  const image = await openImage(options.image);
  const labs = await Labs.read(options.labs);
  const slots = new Slots(jobs, queue);
  const runner = new Runner(image, slots);
  const registry = processMetrics();
  const gradings = new Gradings({ labs, slots, onFault, onEnd: countGradings(registry) });
  const app = await createServer({
    runner: measured(runner, registry),
    gradings,
    labs,
    version: image.manifest.compiler.version,
    keys,
    log,
    onFault,
  });
  let metrics: MetricsServer | undefined;
  let isEnding = false;
  const end = async (): Promise<void> => {
    isEnding = true;
    await app.close();
    // Who waited for one has been answered.
    gradings.end();
    await runner[Symbol.asyncDispose]();
    await labs[Symbol.asyncDispose]();
    await metrics?.[Symbol.asyncDispose]();
  };
  try {
    await runner.warmUp();
    if (options.metrics)
      metrics = await serveMetrics(options.metrics, registry, () => (isEnding ? 'the server is ending' : undefined));
    const address = await app.listen({ host, port }).catch((error: unknown) => {
      throw listenError(error, host, port);
    });
    const url = new URL('/jobe/index.php/restapi/', address);
    return { url, metrics: metrics?.url, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}
