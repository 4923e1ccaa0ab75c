// The parts of v86 that a host gives to its workers.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Bytes } from '#util/bytes.js';

const folder = dirname(dirname(createRequire(import.meta.url).resolve('v86')));

let compiled: Promise<WebAssembly.Module> | undefined;

/** v86's WebAssembly as it is in the package. */
export function v86Wasm(): Promise<Bytes> {
  return readFile(join(folder, 'build/v86.wasm')).then((content) => new Uint8Array(content));
}

/** v86's WebAssembly, compiled once for all workers of this process. */
export function v86Module(): Promise<WebAssembly.Module> {
  compiled ??= v86Wasm()
    .then((bytes) => WebAssembly.compile(bytes))
    .catch((error: unknown) => {
      // A failure is no module: whoever asks next tries again.
      compiled = undefined;
      throw error;
    });
  return compiled;
}

/** Version of the installed v86 package. */
export async function v86Version(): Promise<string> {
  const description = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return description.version;
}
