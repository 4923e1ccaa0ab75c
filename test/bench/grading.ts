// Judging submissions, beside the same without a machine around it: gcc, timeout and a comparison.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseLab } from '#lab/parse-lab.js';
import type { LabPlan } from '#lab/job.js';
import { planLab } from '#lab/plan-lab.js';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { EXAMPLES } from '#node/paths.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { Bytes } from '#util/bytes.js';
import type { Line } from './line.js';
import { measure, summarize, type Sample } from './statistics.js';

const ROUNDS = 15;
/** With gcc each takes seven times as long. */
const GCC_ROUNDS = 5;
const SECOND = 1000;
const exec = promisify(execFile);

const METADATA = {
  title: 'A pipe',
  tasks: [
    {
      name: 'pipe',
      title: 'Parent and child',
      files: ['loopback.c'],
      programs: { loopback: {} },
      runs: [{ name: 'run', parties: [{ command: ['loopback'] }] }],
      checks: [
        { name: 'compiles', title: 'It compiles', points: 1, expect: { compiles: { warnings: { max: 0 } } } },
        {
          name: 'prints',
          title: 'It prints what it read',
          points: 2,
          needs: ['compiles'],
          expect: { end: { exit: 0 }, stdout: { matches: '.' } },
        },
        {
          name: 'leaves',
          title: 'It leaves nothing',
          points: 1,
          needs: ['prints'],
          expect: { stderr: { equals: '' }, seen: { objects: { max: 0 }, processes: { max: 0 } } },
        },
      ],
    },
  ],
};

export async function benchGrading(image: Image, gcc: Image): Promise<Line[]> {
  const { wall, cpu, instructions } = await judgeSome(image, ROUNDS);
  const withGcc = await judgeSome(gcc, GCC_ROUNDS);
  const native = await withoutIsolation(await sourceOfAll());
  const [one, two] = [await peakOf(image, 1), await peakOf(image, 2)];
  return [
    {
      name: 'submissions per second and core: compile, run, three checks, a fresh machine each',
      value: SECOND / cpu.median,
      unit: '/s',
      target: '≥ 8',
      samples: { 'processor time of one': cpu, 'one after the other': wall },
    },
    {
      name: 'the same with the image gcc',
      value: SECOND / withGcc.cpu.median,
      unit: '/s',
      target: '≥ 1.5',
      samples: { 'processor time of one': withGcc.cpu, 'one after the other': withGcc.wall },
    },
    { name: 'instructions of the guest for one submission', value: instructions / 1e6, unit: 'million' },
    {
      name: "the same with this machine's gcc and timeout, without isolation",
      value: SECOND / native.median,
      unit: '/s',
      samples: { native },
    },
    { name: 'resident at its peak, judging with one machine', value: one, unit: 'MB' },
    { name: 'a further machine adds', value: two - one, unit: 'MB', target: '≤ 80' },
  ];
}

/** Largest resident set of a process that judges with so many machines, MB. */
async function peakOf({ manifest }: Image, machines: number): Promise<number> {
  const script = fileURLToPath(new URL('./grading-memory.js', import.meta.url));
  const { stdout } = await exec(process.execPath, [script, String(machines), manifest.name]);
  return (Number(stdout) * 1024) / 1e6;
}

async function sourceOfAll(): Promise<Bytes> {
  return new Uint8Array(await readFile(join(EXAMPLES, 'pipes/loopback/loopback.c')));
}

function planOf(image: Image): LabPlan {
  const files = { starter: {}, reference: {}, hidden: {}, inputs: {}, wrong: {} };
  const lab = parseLab(JSON.stringify(METADATA), 'lab.json');
  const { compiler, digest } = image.manifest;
  return planLab('pipe', lab, files, {}, { image: digest, compiler }, 'lab.json');
}

interface Judged {
  readonly wall: Sample;
  /** Processor time says what a core of its own would take, also on a machine that has other work. */
  readonly cpu: Sample;
  /** Of the guest, each time the same. */
  readonly instructions: number;
}

/** Judges the same submission so many times, and once more before. */
export async function judgeSome(image: Image, rounds: number): Promise<Judged> {
  const [lab, files] = [planOf(image), { 'loopback.c': await sourceOfAll() }];
  await using machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
  const times = { wall: [] as number[], cpu: [] as number[] };
  let instructions = 0;
  for (let round = 0; round <= rounds; round++) {
    const [begin, before] = [performance.now(), process.cpuUsage()];
    const { tasks } = await machine.grade({ lab, files });
    const used = process.cpuUsage(before);
    if (tasks[0]?.points !== 4) throw new Error('the submission of the benchmark does not have all points');
    instructions = tasks[0].runs[0]?.instructions ?? NaN;
    if (round === 0) continue;
    times.wall.push(performance.now() - begin);
    times.cpu.push((used.user + used.system) / SECOND);
  }
  return { wall: summarize(times.wall), cpu: summarize(times.cpu), instructions };
}

async function withoutIsolation(source: Bytes): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-bench-'));
  try {
    return await measure(ROUNDS, async () => {
      await writeFile(join(folder, 'loopback.c'), source);
      await exec('gcc', ['-Wall', '-pthread', '-o', 'loopback', 'loopback.c'], { cwd: folder });
      const { stdout, stderr } = await exec('timeout', ['10', './loopback'], { cwd: folder });
      if (stdout === '' || stderr !== '') throw new Error('the program of the benchmark prints nothing, or complains');
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
