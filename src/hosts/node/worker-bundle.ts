// A machine's worker as few files instead of a hundred modules, each of which Node would look for, read and compile by itself.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PACKAGE_ROOT, WORKER_OUT } from '#node/paths.js';

/** Says what a bundle was made of. */
export const BUNDLE_NOTE = 'inputs.json';

export interface BundleNote {
  /** Files relative to the package; those of other packages are below `node_modules/`. */
  readonly inputs: readonly string[];
  /** Of their content, by {@link digestOfInputs}. */
  readonly digest: string;
}

/**
 * The bundle, if it was made of exactly the modules that are here: what somebody compiles without bundling counts at once.
 *
 * @param folder with the bundle
 * @param root of the package
 */
export function bundledWorker(folder = WORKER_OUT, root = PACKAGE_ROOT): URL | undefined {
  try {
    const { inputs, digest } = JSON.parse(readFileSync(join(folder, BUNDLE_NOTE), 'utf8')) as BundleNote;
    return digestOfInputs(inputs, root) === digest ? pathToFileURL(join(folder, 'worker.js')) : undefined;
  } catch {
    // There is none, or one of its modules is gone.
    return undefined;
  }
}

/** @throws when one of them cannot be read */
export function digestOfInputs(inputs: readonly string[], root = PACKAGE_ROOT): string {
  const { resolve } = createRequire(join(root, 'package.json'));
  const hash = createHash('sha256');
  for (const input of inputs) {
    // Another package may lie beside this one instead of within it.
    const [, packaged] = /^node_modules\/(.+)$/.exec(input) ?? [];
    const content = readFileSync(packaged === undefined ? join(root, input) : resolve(packaged));
    hash.update(`${input}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
