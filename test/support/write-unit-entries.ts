// A process of its own costs most unit tests more than what they do. So a folder's tests run in one: each has an entry that imports them.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';

const UNIT = join(PACKAGE_ROOT, 'test/unit');
const ENTRIES = join(PACKAGE_ROOT, 'dist/test/unit-entries');

await rm(ENTRIES, { recursive: true, force: true });
await mkdir(ENTRIES);
// From the sources: compiled tests stay when their source has gone.
for (const folder of await readdir(UNIT)) {
  const tests = (await readdir(join(UNIT, folder), { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  const imports = tests.sort().map((name) => `import '../unit/${folder}/${name.replace(/ts$/, 'js')}';\n`);
  await writeFile(join(ENTRIES, `${folder}.test.js`), imports.join(''));
}
