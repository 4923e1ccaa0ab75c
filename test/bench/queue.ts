// Jobs through a queue, beside the same without one: what the way through Redis costs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { NodeHost } from '#classroom/hosts/node-host.js';
import type { GradingHost } from '#classroom/hosts/host.js';
import { loadLab } from '#course/lab.js';
import { prepareLab } from '#course/lab-plan.js';
import type { GradeJob } from '#lab/job.js';
import { packImage } from '#hosts/node/fetched-image.js';
import type { Image } from '#hosts/node/image.js';
import { readAddress } from '#queue/address.js';
import { codeDigest } from '#queue/code.js';
import { QueueHost } from '#queue/queue-host.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { run } from '#work/run.js';
import { LARGE_CLASS_LAB, varied } from '../support/classroom/class.js';
import { MAIN } from '../support/cli.js';
import { RedisServer } from '../support/redis.js';
import type { Line } from './line.js';

const JOBS = 40;
const MACHINES = [1, 2, 4] as const;
/** In the queue at a time, so that no worker waits for the grader. */
const WINDOW = 8;
/** Jobs for each machine before any is counted: by then the engine has optimized what a machine runs, in each process. */
const UNCOUNTED = 12;

export async function benchQueue(image: Image): Promise<Line[]> {
  const stored = await loadLab(LARGE_CLASS_LAB);
  const lab = await prepareLab(stored, image, new AbortController().signal);
  const source = decodeText(stored.files.reference['sum.c'] ?? new Uint8Array(0));
  const jobs = Array.from({ length: JOBS + UNCOUNTED * MACHINES[2] }, (_, n): GradeJob => ({
    lab,
    files: { 'sum.c': encodeText(varied(source, n)) },
  }));
  const lines: Line[] = [];
  for (const machines of MACHINES) {
    const without = await rateWithout(image, jobs, machines);
    const through = await rateThrough(image, jobs, { workers: 1, machines });
    lines.push(
      { name: `jobs per second through the queue, machines of one worker: ${machines}`, value: through, unit: '/s' },
      {
        name: `the same without the queue / through it, machines of one worker: ${machines}`,
        value: without / through,
        unit: '×',
        target: '≤ 1.1',
      },
    );
    if (machines === 1) continue;
    const apart = await rateThrough(image, jobs, { workers: machines, machines: 1 });
    lines.push({
      name: `the same without the queue / through it, workers of one machine: ${machines}`,
      value: without / apart,
      unit: '×',
      target: '≤ 1.1',
    });
  }
  return lines;
}

async function rateWithout(image: Image, jobs: readonly GradeJob[], machines: number): Promise<number> {
  await using host = new NodeHost(image);
  return await rateOf(host, jobs, machines, machines);
}

async function rateThrough(
  image: Image,
  jobs: readonly GradeJob[],
  { workers, machines }: { readonly workers: number; readonly machines: number },
): Promise<number> {
  await using redis = await RedisServer.start();
  const all = Array.from({ length: workers }, () =>
    spawn(
      process.execPath,
      [MAIN, ...['worker', '--image', image.manifest.name], '--queue', redis.address, '--jobs', String(machines)],
      {
        stdio: 'ignore',
      },
    ),
  );
  try {
    const { name, digest } = image.manifest;
    await using host = await QueueHost.open({
      address: await readAddress(redis.address, {}),
      ground: { code: await codeDigest(), image: { name, digest } },
      class: 'bench',
      what: 'bench',
      priority: 'normal',
      jobs: WINDOW,
      every: 0,
      here: new NodeHost(image),
      image: () => packImage(image),
      onNotice: () => undefined,
      onBroken: (sentence) => {
        throw new Error(sentence);
      },
    });
    return await rateOf(host, jobs, WINDOW, workers * machines);
  } finally {
    for (const child of all) {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    }
  }
}

/** @param machines started and made warm by the first of the jobs, which are not counted */
async function rateOf(
  host: GradingHost,
  jobs: readonly GradeJob[],
  concurrency: number,
  machines: number,
): Promise<number> {
  const grade = (job: GradeJob) => async (signal: AbortSignal) => {
    const { tasks } = await host.grade(job, { signal });
    if (tasks[0]?.points !== 4) throw new Error('the submission of the benchmark does not have all points');
  };
  const warming = UNCOUNTED * machines;
  await run(jobs.slice(0, warming).map(grade), { concurrency });
  const counted = jobs.slice(warming, warming + JOBS);
  const begin = performance.now();
  await run(counted.map(grade), { concurrency });
  return (counted.length * 1000) / (performance.now() - begin);
}
