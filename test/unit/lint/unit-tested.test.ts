// What computes on plain data has a unit test of its own.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { PACKAGE_ROOT } from '#node/paths.js';

const LAYERS = ['checks', 'facts', 'lab', 'scenario'];

/** They run programs in a guest, which the tests of test/guest do with a real one. */
const RUNS_PROGRAMS = [
  'lab/compile-submission.ts',
  'lab/execute-run.ts',
  'lab/judge.ts',
  'lab/sanitized-build.ts',
  'scenario/build.ts',
  'scenario/run-parties.ts',
  'scenario/run-scenario.ts',
];

/** Whether there is something to compute, beside types and single words. */
const HAS_CODE = /^export (?:class |const [^=]+ = (?!['\d])|(?:async )?function )/m;

async function sources(folder: string): Promise<string[]> {
  const names = await readdir(join(PACKAGE_ROOT, folder), { recursive: true });
  return names.filter((name) => name.endsWith('.ts'));
}

async function namedImports(folder: string): Promise<string[]> {
  const texts = (await sources(folder)).map((name) => readFile(join(PACKAGE_ROOT, folder, name), 'utf8'));
  return (await Promise.all(texts)).flatMap((text) =>
    [...text.matchAll(/^import (?!type )[^;]*? from '#([^']+)\.js';/gm)].map(([, module = '']) => `${module}.ts`),
  );
}

const tested = new Set([...(await namedImports('test/unit')), ...(await namedImports('test/support'))]);

for (const layer of LAYERS)
  test(`each module of ${layer} is imported by a unit test or what unit tests share, except what runs programs`, async () => {
    const missing: string[] = [];
    for (const name of await sources(`src/${layer}`)) {
      const module = `${layer}/${name}`;
      const text = await readFile(join(PACKAGE_ROOT, 'src', module), 'utf8');
      if (HAS_CODE.test(text) && !tested.has(module) && !RUNS_PROGRAMS.includes(module)) missing.push(module);
    }
    assert.deepEqual(missing, [], 'write test/unit/LAYER/NAME.test.ts, which imports it and says what it computes');
  });

test('what is excepted is there, and is not tested', async () => {
  for (const module of RUNS_PROGRAMS) {
    assert.match(await readFile(join(PACKAGE_ROOT, 'src', module), 'utf8'), HAS_CODE);
    assert.ok(!tested.has(module), `${module} has a unit test: it is no exception any more`);
  }
});
