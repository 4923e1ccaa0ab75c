// How fast schedules are tried, and how many it takes to find each bug of the collection.
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { explore, type Attempt, type Attempts } from '#explore/explore.js';
import { outcomeOf } from '#explore/outcome.js';
import type { StrategyName } from '#explore/strategy.js';
import type { Image } from '#hosts/node/image.js';
import { machinesOf } from '#hosts/node/launch.js';
import { ReadyProgram } from '#hosts/worker/ready-program.js';
import { run } from '#work/run.js';
import { table } from '#util/table.js';
import { BUG_COLLECTION, requestOfBug, type Bug } from '../support/bugs.js';
import type { Line } from './line.js';
import { measure, summarize } from './statistics.js';

const ROUNDS = 20;
/** Schedules of PCT and of chance, at most, until they count as too many. */
const MOST = 500;
const REPETITIONS = Number(process.env['IPCLAB_ROUNDS'] ?? 100);
/** Only these of the collection, by their names with commas; default: all. */
const ONLY = process.env['IPCLAB_BUGS']?.split(',');

const STRATEGIES: readonly { readonly strategy: StrategyName; readonly depth: number }[] = [
  { strategy: 'pct', depth: 1 },
  { strategy: 'pct', depth: 2 },
  { strategy: 'pct', depth: 3 },
  { strategy: 'random', depth: 0 },
];

/** A run of two million instructions from the beginning of `main` to its end, with a few calls. */
const TWO_MILLION = `#include <sys/wait.h>
#include <unistd.h>
int main(void) {
    if (fork() == 0) _exit(0);
    for (volatile int i = 0; i < 182000; i++);
    wait(NULL);
    return 0;
}`;

export async function benchExplore(image: Image): Promise<Line[]> {
  const speed = await schedulesPerSecond(image);
  const rows = await run(
    BUG_COLLECTION.filter(({ name }) => ONLY?.includes(name) ?? true).map((bug) => () => firstFailures(image, bug)),
    { concurrency: availableParallelism() },
  );
  const names = STRATEGIES.map(({ strategy, depth }) => (strategy === 'pct' ? `PCT, d = ${depth}` : strategy));
  console.log(table([['schedules to the first failure', 'bound', 'systematic', ...names], ...rows]));
  return [speed];
}

async function schedulesPerSecond(image: Image): Promise<Line> {
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
    await program.reset();
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

async function firstFailures(image: Image, bug: Bug): Promise<string[]> {
  await using program = await ReadyProgram.start(machinesOf(image), await requestOfBug(bug, readFile));
  // What comes of a schedule is the same each time: a hundred repetitions try many of them again.
  const known = new Map<string, Attempt>();
  const attempts: Attempts = async (schedule, agents, signal) => {
    const key = JSON.stringify(schedule);
    const before = known.get(key);
    if (before) return before;
    if (known.size > 0) await program.reset();
    const { observation, trace } = await program.attempt(schedule, agents, signal);
    const attempt = { outcome: outcomeOf(observation, 'exact'), trace };
    known.set(key, attempt);
    return attempt;
  };
  const first = async (strategy: StrategyName, depth: number, seed: number): Promise<number> => {
    const enemies = bug.enemy ? [bug.enemy] : [];
    const options = { strategy, depth, seed, enemies, bound: bug.bound, runs: MOST } as const;
    const { failure } = await explore(attempts, {
      ...options,
      concurrency: 1,
      stopsAtFailure: true,
      isOver: () => false,
    });
    return failure?.number ?? Infinity;
  };
  const cells = [String(await first('systematic', 0, 0))];
  // Only the systematic strategy has enemies.
  if (bug.enemy) return [bug.name, bug.enemy, ...cells, ...STRATEGIES.map(() => '-')];
  for (const { strategy, depth } of STRATEGIES) {
    const numbers: number[] = [];
    for (let seed = 1; seed <= REPETITIONS; seed++) numbers.push(await first(strategy, depth, seed));
    const { median } = summarize(numbers);
    cells.push(Number.isFinite(median) ? String(median) : `> ${MOST}`);
  }
  return [bug.name, String(bug.bound), ...cells];
}
