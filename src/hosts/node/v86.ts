// The parts of v86 that a host gives to its workers.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { COMPILE_AFTER, compileV86 } from '#machine/compile-v86.js';
import type { Bytes } from '#util/bytes.js';

// V8 would compile the guest's code once more, with its optimizing compiler, on other threads: for functions of this size that
// takes ten times the processor time of a whole run, and gives less than it takes.
setTiering(false);

/** v86's own functions are small, and all code of the guest uses them: once executed for so many bytes, they are worth it. */
const TIERING_BUDGET = 50_000_000;

/** What V8 does with modules from now on; those that are there stay as they are. */
function setTiering(on: boolean): void {
  for (const flag of ['wasm-tier-up', 'wasm-dynamic-tiering']) setFlagsFromString(`--${on ? '' : 'no-'}${flag}`);
}

const folder = dirname(dirname(createRequire(import.meta.url).resolve('v86')));

const compiled = new Map<number, Promise<WebAssembly.Module>>();

/** v86's WebAssembly as it is in the package. */
export function v86Wasm(): Promise<Bytes> {
  return readFile(join(folder, 'build/v86.wasm')).then((content) => new Uint8Array(content));
}

/**
 * v86's WebAssembly, compiled once for all workers of this process.
 *
 * @param compileAfter see {@link compileV86}
 */
export function v86Module(compileAfter = COMPILE_AFTER): Promise<WebAssembly.Module> {
  const known = compiled.get(compileAfter);
  if (known) return known;
  const module = v86Wasm().then((bytes) => compileTiering(bytes, compileAfter));
  compiled.set(compileAfter, module);
  // A failure is no module: whoever asks next tries again.
  module.catch(() => compiled.delete(compileAfter));
  return module;
}

async function compileTiering(bytes: Bytes, compileAfter: number): Promise<WebAssembly.Module> {
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
  setTiering(true);
  try {
    return await compileV86(bytes, compileAfter);
  } finally {
    setTiering(false);
  }
}

/** Version of the installed v86 package. */
export async function v86Version(): Promise<string> {
  const description = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return description.version;
}
