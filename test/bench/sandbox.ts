// Jobs through the REST API, beside the same by this machine's gcc and timeout.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serveSandbox } from '#sandbox/serve.js';
import type { RunResult } from '#sandbox/run-result.js';
import type { Line } from './line.js';
import { measure, summarize } from './statistics.js';

const REQUESTS = 60;
const exec = promisify(execFile);

const PROGRAM = '#include <stdio.h>\nint main(void) {\n    puts("hello");\n    return 0;\n}\n';

/** @param name of an image */
export async function benchSandbox(name: string): Promise<Line[]> {
  const clients = availableParallelism();
  const onFault = (fault: string): never => {
    throw new Error(fault);
  };
  await using server = await serveSandbox({ image: name, host: '127.0.0.1', port: 0, queue: clients, onFault });
  const url = new URL('runs', server.url);
  const times: number[] = [];
  const client = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const begin = performance.now();
      await runOne(url);
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: clients }, () => client(1)));
  times.length = 0;
  const begin = performance.now();
  await Promise.all(Array.from({ length: clients }, () => client(REQUESTS / clients)));
  const seconds = (performance.now() - begin) / 1000;
  const native = await measure(REQUESTS / clients, runNative);
  const latency = summarize(times);
  return [
    {
      name: `requests per second of the sandbox server, ${clients} clients, image ${name}`,
      value: times.length / seconds,
      unit: '/s',
      samples: { latency, 'gcc and timeout': native },
    },
    ...[50, 99].flatMap((percent): Line[] => {
      const value = percentile(times, percent / 100);
      return [
        { name: `its ${percent}th percentile`, value, unit: 'ms' },
        {
          name: `its ${percent}th percentile / what gcc and timeout take, one after the other`,
          value: value / native.median,
          unit: '×',
        },
      ];
    }),
  ];
}

async function runOne(url: URL): Promise<void> {
  const body = JSON.stringify({ run_spec: { language_id: 'c', sourcecode: PROGRAM } });
  const result = (await (await fetch(url, { method: 'POST', body })).json()) as RunResult;
  if (result.outcome !== 15 || result.stdout !== 'hello\n')
    throw new Error(`the program of the benchmark ended as ${JSON.stringify(result)}`);
}

async function runNative(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-bench-'));
  try {
    await writeFile(join(folder, 'hello.c'), PROGRAM);
    await exec('gcc', ['-Wall', '-Werror', '-std=c99', '-o', 'hello', 'hello.c'], { cwd: folder });
    await exec('timeout', ['10', './hello'], { cwd: folder });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
}
