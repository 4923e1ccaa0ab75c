// A sandbox server from its first machine to its last answer.
import { availableParallelism } from 'node:os';
import { openImage } from '#hosts/node/image.js';
import { listenError } from '#node/listen-error.js';
import { IpclabError } from '#util/error.js';
import { readKeys } from './keys.js';
import { Runner } from './runner.js';
import { createServer } from './server.js';

export interface ServeOptions {
  readonly image?: string | undefined;
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
}

export interface SandboxServer extends AsyncDisposable {
  readonly url: URL;
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
  const runner = new Runner(image, jobs, queue);
  const app = await createServer({ runner, version: image.manifest.compiler.version, keys, log, onFault });
  const end = async (): Promise<void> => {
    await app.close();
    await runner[Symbol.asyncDispose]();
  };
  try {
    await runner.warmUp();
    const address = await app.listen({ host, port }).catch((error: unknown) => {
      throw listenError(error, host, port);
    });
    return { url: new URL('/jobe/index.php/restapi/', address), [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}
