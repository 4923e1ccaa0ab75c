// A browser and Node agree to the instruction.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { build } from 'esbuild';
import { loadExamples, planExample } from '../../src/hosts/node/examples.js';
import { openImage } from '../../src/hosts/node/image.js';
import { launch } from '../../src/hosts/node/launch.js';
import { guestSetting } from '../../src/scenario/setting.js';
import { PACKAGE_ROOT } from '../../src/hosts/node/paths.js';
import { VIRTUAL_START } from '../../src/hosts/node/scripted-run.js';
import { decodeText } from '../../src/util/bytes.js';
import { openPage, type Served } from '../support/chromium.js';

const image = await openImage();
const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
const NAMES = [
  'pipes/open-pipe-problem',
  'signals/alarm-kill',
  'shared-memory/lost-update',
  'sockets/concurrent-server',
  'semaphores/counting',
];

async function site(): Promise<Record<string, Served>> {
  const script = async (entry: string): Promise<Served> => {
    const { outputFiles } = await build({
      entryPoints: [join(PACKAGE_ROOT, entry)],
      bundle: true,
      format: 'iife',
      target: 'es2022',
      write: false,
      logLevel: 'error',
      external: ['crypto', 'fs', 'perf_hooks', 'node:*'],
    });
    return { type: 'text/javascript', content: outputFiles[0]?.contents ?? '' };
  };
  const v86 = dirname(createRequire(import.meta.url).resolve('v86'));
  const { stateZst } = image.manifest.artefacts;
  return {
    '/': { type: 'text/html', content: '<!doctype html><script src="page.js"></script>' },
    '/favicon.ico': { type: 'image/x-icon', content: '' },
    '/page.js': await script('dist/test/browser/page/page.js'),
    '/worker.js': await script('dist/src/hosts/browser/worker.js'),
    '/v86.wasm': { type: 'application/wasm', content: await readFile(join(v86, 'v86.wasm')) },
    '/image/manifest.json': { type: 'application/json', content: JSON.stringify(image.manifest) },
    [`/image/${stateZst.file}`]: {
      type: 'application/zstd',
      content: await readFile(join(image.folder, stateZst.file)),
    },
  };
}

test('five examples have the same result, instructions and bytes in Chromium as in Node', async () => {
  await using open = await openPage(await site());
  for (const stored of (await loadExamples()).filter(({ name }) => NAMES.includes(name))) {
    const plan = await planExample(stored, guestSetting(image.manifest.compiler.command, stored.name));
    await using machine = await launch(image, { clock });
    const here = JSON.stringify([await machine.runExample(plan, { timeout: 120_000 }), await machine.account()]);
    const files = Object.fromEntries(Object.entries(plan.files).map(([name, content]) => [name, decodeText(content)]));
    const there = await open.page.evaluate(`runExample(${JSON.stringify({ ...plan, files })}, ${VIRTUAL_START})`);
    assert.equal(there, here, stored.name);
  }
  assert.deepEqual(open.errors, []);
});
