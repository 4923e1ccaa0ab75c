// How fast schedules are tried.
import type { Image } from '#hosts/node/image.js';
import { machinesOf } from '#hosts/node/launch.js';
import { ReadyProgram } from '#hosts/worker/ready-program.js';
import type { Line } from './line.js';
import { measure } from './statistics.js';

const ROUNDS = 20;

/** A run of two million instructions from the beginning of `main` to its end, with a few calls. */
const TWO_MILLION = `#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    if (fork() == 0) _exit(0);
    for (volatile int i = 0; i < 182000; i++);
    wait(NULL);
    return 0;
}`;

export async function benchExplore(image: Image): Promise<Line> {
  const content = Buffer.from(TWO_MILLION).toString('base64');
  await using program = await ReadyProgram.start(machinesOf(image), {
    files: { 'p.c': content },
    sources: ['p.c'],
    arguments: [],
    input: '',
    wallLimit: 60_000,
  });
  const { trace } = await program.attempt({ from: 0, preemptions: [] }, undefined);
  const { started = 0, ended } = trace.threads[0] ?? {};
  const schedule = { from: started, preemptions: [] };
  const attempt = await measure(ROUNDS, async () => {
    await program.attempt(schedule, trace.agents);
  });
  return {
    name: `schedules per second and core, ${(((ended ?? trace.instructions) - started) / 1e6).toFixed(1)} million instructions`,
    value: 1000 / attempt.median,
    unit: '/s',
    target: '≥ 25',
    samples: { attempt },
  };
}
