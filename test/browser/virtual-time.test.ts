// A browser and Node agree to the instruction.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { build } from 'esbuild';
import { loadExamples, planExample } from '#course/examples.js';
import type { WebPlan } from '#hosts/browser/web-parts.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { guestSetting } from '#scenario/setting.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { decodeText } from '#util/bytes.js';
import { openPage, type Served } from '../support/chromium.js';
import { PATIENCE } from '../support/patience.js';

const image = await openImage();
const { stateZst, warm } = image.manifest.artefacts;
const v86 = await readFile(join(dirname(createRequire(import.meta.url).resolve('v86')), 'v86.wasm'));
// Nothing here starts from power-on.
const artefacts = { stateZst: stateZst.file, warm: warm.file, bios: '', vgaBios: '', kernel: '', rootfs: '' };
const parts: WebPlan = {
  images: [{ manifest: image.manifest, artefacts }],
  wasm: { file: 'v86.wasm', size: v86.length, sha256: createHash('sha256').update(v86).digest('hex') },
  worker: 'worker.js',
};
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
  const zstd = async (file: string): Promise<Served> => ({
    type: 'application/zstd',
    content: await readFile(join(image.folder, file)),
  });
  return {
    '/': { type: 'text/html', content: '<!doctype html><script src="page.js"></script>' },
    '/favicon.ico': { type: 'image/x-icon', content: '' },
    '/page.js': await script('dist/test/browser/page/page.js'),
    '/worker.js': await script('dist/src/hosts/browser/worker.js'),
    '/v86.wasm': { type: 'application/wasm', content: v86 },
    [`/${stateZst.file}`]: await zstd(stateZst.file),
    [`/${warm.file}`]: await zstd(warm.file),
  };
}

test('five examples have the same result, instructions and bytes in Chromium as in Node', async () => {
  await using open = await openPage(await site());
  for (const stored of (await loadExamples()).filter(({ name }) => NAMES.includes(name))) {
    const plan = await planExample(stored, guestSetting(image.manifest.compiler, stored.name));
    await using machine = await launch(image, { clock });
    const here = JSON.stringify([await machine.runExample(plan, { timeout: PATIENCE }), await machine.account()]);
    const files = Object.fromEntries(Object.entries(plan.files).map(([name, content]) => [name, decodeText(content)]));
    const there = await open.page.evaluate(
      `runExample(${JSON.stringify(parts)}, ${JSON.stringify({ ...plan, files })}, ${VIRTUAL_START})`,
    );
    assert.equal(there, here, stored.name);
  }
  assert.deepEqual(open.errors, []);
});
