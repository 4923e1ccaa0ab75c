// New examples and new labs, from the folders of templates/.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { makeFolders } from '#node/make-folders.js';
import { TEMPLATES } from '#node/paths.js';

/**
 * Copies a template, all of which is text.
 *
 * @param template a folder of templates/
 * @param folder where to; it is made
 * @param fill from the template's text to the copy's
 * @param renamed files that are called otherwise in the copy
 */
export async function makeFrom(
  template: string,
  folder: string,
  fill: (text: string) => string,
  renamed: Readonly<Record<string, string>> = {},
): Promise<void> {
  const root = join(TEMPLATES, template);
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const name = relative(root, join(entry.parentPath, entry.name));
    const path = join(folder, renamed[name] ?? name);
    await makeFolders(dirname(path));
    await writeFile(path, fill(await readFile(join(root, name), 'utf8')));
  }
}
