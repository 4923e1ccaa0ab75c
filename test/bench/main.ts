// Ratios taken in one run on one machine, to the terminal and to bench.json.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { table } from '#util/table.js';
import { openImage, type Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { EXAMPLES, PACKAGE_ROOT } from '#node/paths.js';
import { benchClock } from './clock.js';
import { benchCompile } from './compile.js';
import { benchExplore } from './explore.js';
import { benchGrading } from './grading.js';
import { benchKit } from './kit.js';
import type { Line } from './line.js';
import { benchPage } from './page.js';
import { qemuBoot } from './qemu.js';
import { benchQueue } from './queue.js';
import { benchSandbox } from './sandbox.js';
import { benchRecorder } from './recorder.js';
import { measure } from './statistics.js';
import { benchXray } from './xray.js';

const ROUNDS = 7;
const MIB = 1024 * 1024;
const run = promisify(execFile);

const [image, gcc] = [await openImage(), await openImage('gcc')];
const lines: Line[] = [];
const add = (line: Line): void => {
  lines.push(line);
  const spread = Object.entries(line.samples ?? {}).map(
    ([what, s]) => `${what} ${show(s.median)} (${show(s.min)} to ${show(s.max)}) ms`,
  );
  console.error(`${line.name}: ${show(line.value)} ${line.unit}${spread.length > 0 ? `; ${spread.join(', ')}` : ''}`);
};

const start = await measure(ROUNDS, async () => {
  await using machine = await launch(image);
  await machine.run({ argv: ['true'] });
});
const qemu = await measure(ROUNDS, () => qemuBoot(image));
add({
  name: 'start from the snapshot / cold boot in QEMU',
  value: start.median / qemu.median,
  unit: '×',
  target: '≤ 0.25',
  samples: { start, qemu },
});

const source = new Uint8Array(await readFile(join(EXAMPLES, 'pipes/loopback/loopback.c')));
for (const line of await benchCompile([image, gcc], source)) add(line);

await transfer(image);
await residentMemory(image);
for (const line of await benchClock(image)) add(line);
add(await benchExplore(image));
for (const line of await benchRecorder(image)) add(line);
for (const line of await benchGrading(image, gcc)) add(line);
for (const { manifest } of [image, gcc]) for (const line of await benchSandbox(manifest.name)) add(line);
for (const line of await benchQueue(image)) add(line);
for (const line of await benchPage(image)) add(line);
for (const line of await benchKit(image)) add(line);
for (const line of await benchXray()) add(line);

console.log(
  table([
    ['what', 'value', 'target'],
    ...lines.map(({ name, value, unit, target }) => [name, `${show(value)} ${unit}`, target ?? '']),
  ]),
);
await writeFile(
  join(PACKAGE_ROOT, 'bench.json'),
  `${JSON.stringify({ date: new Date().toISOString(), node: process.version, lines }, null, 2)}\n`,
);

async function transfer(of: Image): Promise<void> {
  await using machine = await launch(of);
  const content = new Uint8Array(8 * MIB).map((_, i) => i * 7);
  const put = await measure(5, () => machine.put({ path: '/tmp/file' }, content));
  const get = await measure(5, () => machine.get('/tmp/file'));
  add({ name: 'to the guest', value: 8 / (put.median / 1000), unit: 'MiB/s', target: '≥ 20', samples: { put } });
  add({ name: 'from the guest', value: 8 / (get.median / 1000), unit: 'MiB/s', samples: { get } });
}

/** A process of its own with one machine, which compiled and ran, so that nothing of this one counts. */
async function residentMemory(of: Image): Promise<void> {
  const script = `
    import { readFileSync } from 'node:fs';
    const { openImage, launch } = await import('${new URL('../../src/index.js', import.meta.url).href}');
    const image = await openImage('${of.manifest.name}');
    const machine = await launch(image);
    await machine.put({ path: '/tmp/t.c' }, new TextEncoder().encode('int main(void){return 0;}'));
    await machine.compile({ compiler: image.manifest.compiler, directory: '/tmp', sources: ['t.c'], output: 't' });
    await machine.run({ argv: ['/tmp/t'] });
    const status = readFileSync('/proc/self/status', 'utf8');
    console.log(/VmRSS:\\s+(\\d+)/.exec(status)[1], /VmHWM:\\s+(\\d+)/.exec(status)[1]);
    await machine[Symbol.asyncDispose]();`;
  const { stdout } = await runScript(script);
  const [now = NaN, peak = NaN] = stdout.split(' ').map(Number);
  add({ name: 'resident, one machine and its process', value: (now * 1024) / 1e6, unit: 'MB', target: '≤ 150' });
  add({ name: 'resident at its peak', value: (peak * 1024) / 1e6, unit: 'MB' });
}

/** Runs a module's text in a process of its own, from a file, since workers do not inherit a text. */
async function runScript(text: string): Promise<{ stdout: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-bench-'));
  const file = join(folder, 'script.mjs');
  await writeFile(file, text);
  try {
    return await run(process.execPath, [file]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function show(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
