// A process of its own costs most unit tests more than what they do. So the folders share a few: each has an entry that imports their tests.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';

const UNIT = join(PACKAGE_ROOT, 'test/unit');
const ENTRIES = join(PACKAGE_ROOT, 'dist/test/unit-entries');
/** Two for each of two processors: one of them waits now and then. */
const PROCESSES = 4;

// From the sources: compiled tests stay when their source has gone.
const folders = await Promise.all(
  (await readdir(UNIT)).map(async (folder) =>
    (await readdir(join(UNIT, folder), { recursive: true }))
      .filter((name) => name.endsWith('.test.ts'))
      .sort()
      .map((name) => `import '../unit/${folder}/${name.replace(/ts$/, 'js')}';\n`),
  ),
);

// Whole folders, since their tests share modules; the largest first, each to the process that has least.
const entries: string[][] = Array.from({ length: PROCESSES }, () => []);
for (const imports of folders.sort((a, b) => b.length - a.length)) {
  entries.sort((a, b) => a.length - b.length)[0]?.push(...imports);
}

await rm(ENTRIES, { recursive: true, force: true });
await mkdir(ENTRIES);
await Promise.all(entries.map((imports, i) => writeFile(join(ENTRIES, `${i + 1}.test.js`), imports.join(''))));
