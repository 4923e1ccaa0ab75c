import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package: the nearest one above this file with a package.json. */
export const PACKAGE_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** A machine's worker with all that it imports, as `make build` bundles it; the fewer files, the sooner a machine has started. */
export const WORKER_OUT = join(PACKAGE_ROOT, 'dist/worker');

/** Built images, a folder each. */
export const IMAGES_OUT = join(PACKAGE_ROOT, 'images/out');

/** The built page. */
export const WEB_OUT = join(PACKAGE_ROOT, 'web/out');

/** What kits are made of beside it. */
export const KIT_OUT = join(PACKAGE_ROOT, 'web/kit');

/** The folder with the built image, beside the definition of one that is kept elsewhere. */
export const IMAGE_OUT = 'out';

/** Whether an image is named by the folder of its definition rather than by its name in images/. */
export function isFolder(image: string): boolean {
  return image.includes('/') || image === '.' || image === '..';
}

/** Where an image is when it is built. */
export function imageFolder(image: string): string {
  return isFolder(image) ? join(resolve(image), IMAGE_OUT) : join(IMAGES_OUT, image);
}

/** What is kept from build to build, for all working copies of this user. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ipclab');
}

export const EXAMPLES = join(PACKAGE_ROOT, 'c-examples');

/** The labs that come with the project, a folder each. */
export const LABS = join(PACKAGE_ROOT, 'labs');

/** What new examples and new labs are made from, a folder each. */
export const TEMPLATES = join(PACKAGE_ROOT, 'templates');

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('there is no package.json above this file');
  return findRoot(parent);
}
