import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package: the nearest one above this file with a package.json. */
export const PACKAGE_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Built images, a folder each. */
export const IMAGES_OUT = join(PACKAGE_ROOT, 'images/out');

/** The built page. */
export const WEB_OUT = join(PACKAGE_ROOT, 'web/out');

export const EXAMPLES = join(PACKAGE_ROOT, 'c-examples');

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('there is no package.json above this file');
  return findRoot(parent);
}
