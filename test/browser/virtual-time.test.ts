// A browser and Node agree to the instruction.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { build } from 'esbuild';
import { loadExamples, planExample, type StoredExample } from '#course/examples.js';
import type { WebPlan } from '#hosts/browser/web-parts.js';
import { enemiesOf } from '#explore/enemies.js';
import { pointsOf } from '#explore/points.js';
import { openImage } from '#hosts/node/image.js';
import { ReadyProgram } from '#hosts/worker/ready-program.js';
import { launchScripted } from '#hosts/node/scripted-run.js';
import { launch, machinesOf } from '#hosts/node/launch.js';
import { guestSetting } from '#scenario/setting.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { decodeText } from '#util/bytes.js';
import { BUG_COLLECTION, requestOfBug } from '../support/bugs.js';
import { openPage, type Served } from '../support/chromium.js';
import { PATIENCE } from '../support/patience.js';

const image = await openImage();
const { stateZst, warmZst } = image.manifest.artefacts;
const v86 = await readFile(join(dirname(createRequire(import.meta.url).resolve('v86')), 'v86.wasm'));
// Nothing here starts from power-on.
const artefacts = { stateZst: stateZst.file, warmZst: warmZst.file, bios: '', vgaBios: '', kernel: '', rootfs: '' };
const parts: WebPlan = {
  images: [{ manifest: image.manifest, artefacts }],
  wasm: { file: 'v86.wasm', size: v86.length, sha256: createHash('sha256').update(v86).digest('hex') },
  worker: 'worker.js',
};
const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
const FIVE = [
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
    [`/${warmZst.file}`]: await zstd(warmZst.file),
  };
}

/** How often each is run in Chromium: once fresh, then after a reset. */
const TIMES = Number(process.env['IPCLAB_ROUNDS'] ?? 2);
/** `IPCLAB_EXAMPLES=all`: not only the five. */
const isAsked = ({ name }: StoredExample): boolean => process.env['IPCLAB_EXAMPLES'] === 'all' || FIVE.includes(name);

test('examples have the same result, instructions and bytes in Chromium, fresh and reset, as in Node', async () => {
  await using open = await openPage(await site());
  for (const stored of (await loadExamples()).filter(isAsked)) {
    const plan = await planExample(stored, guestSetting(image.manifest.compiler, stored.name));
    await using machine = await launch(image, { clock });
    const here = [await machine.runExample(plan, { timeout: PATIENCE }), await machine.account()];
    const files = Object.fromEntries(Object.entries(plan.files).map(([name, content]) => [name, decodeText(content)]));
    const there = await open.page.evaluate(
      `runExample(${JSON.stringify(parts)}, ${JSON.stringify({ ...plan, files })}, ${VIRTUAL_START}, ${TIMES})`,
    );
    assert.equal(there, JSON.stringify(Array(TIMES).fill(here)), stored.name);
  }
  assert.deepEqual(open.errors, []);
});

/** Spread over the points of the program. */
const SCHEDULES = 5;

test('a schedule is the same run in Chromium as in Node', async () => {
  const request = await requestOfBug({ name: 'shared-counter' }, readFile);
  await using program = await ReadyProgram.start(machinesOf(image), request);
  const { trace } = await program.attempt({ from: 0, preemptions: [] }, undefined);
  const from = trace.threads[0]?.started ?? 0;
  const { points } = pointsOf(trace);
  const chosen = points.filter((_, index) => index % Math.ceil(points.length / SCHEDULES) === 0);
  await using open = await openPage(await site());
  const ends = new Set<number | null>();
  for (const { at } of chosen) {
    const scheduled = { ...request, schedule: { from, preemptions: [{ at }] } };
    const { record, run } = await launchScripted(image, scheduled, { seed: 0, start: VIRTUAL_START });
    ends.add(run?.status.exit ?? null);
    const there = await open.page.evaluate(
      `runRequests(${JSON.stringify(parts)}, ${JSON.stringify(scheduled)}, ${VIRTUAL_START}, ${TIMES})`,
    );
    assert.equal(there, JSON.stringify(Array(TIMES).fill(record.outcome)), `preempted at ${at}`);
  }
  // The schedules are no empty words: some of them fail.
  assert.ok(ends.size > 1);
  assert.deepEqual(open.errors, []);
});

test('what an enemy does is the same in Chromium as in Node', async () => {
  await using open = await openPage(await site());
  for (const bug of BUG_COLLECTION) {
    if (!bug.enemy) continue;
    // Who has the processor while somebody's sleep passes is charged with it.
    const request = { ...(await requestOfBug(bug, readFile)), limits: { cpu: 5000 } };
    await using program = await ReadyProgram.start(machinesOf(image), request);
    const { trace } = await program.attempt({ from: 0, preemptions: [] }, undefined);
    const [enemy] = enemiesOf(trace, [bug.enemy]);
    assert.ok(enemy, bug.name);
    const schedule = { from: trace.threads[0]?.started ?? 0, preemptions: [enemy] };
    const { record } = await launchScripted(image, { ...request, schedule }, { seed: 0, start: VIRTUAL_START });
    const there = await open.page.evaluate(
      `runRequests(${JSON.stringify(parts)}, ${JSON.stringify({ ...request, schedule })}, ${VIRTUAL_START}, 2)`,
    );
    assert.equal(there, JSON.stringify([record.outcome, record.outcome]), bug.name);
  }
  assert.deepEqual(open.errors, []);
});
