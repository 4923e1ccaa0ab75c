// How many schedules it takes to find each bug of the collection: by all in their order, by PCT and by chance, as a table.
import { appendFile, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import * as z from 'zod';
import { explore, type Attempts } from '#explore/explore.js';
import { failureOf, outcomeOf } from '#explore/outcome.js';
import { nextOf, pctCourse, randomCourse, type Course } from '#explore/course.js';
import { pctProbability, type Tried } from '#explore/strategy.js';
import { openImage } from '#hosts/node/image.js';
import { machinesOf } from '#hosts/node/launch.js';
import { ReadyProgram } from '#hosts/worker/ready-program.js';
import type { Preemption } from '#machine/schedule.js';
import { ifThere } from '#node/file-error.js';
import { Chance } from '#util/chance.js';
import { run } from '#work/run.js';
import { sha256 } from '#util/digest.js';
import { BUG_COLLECTION, requestOfBug, type Bug } from '../support/bugs.js';
import { summarize } from './statistics.js';

/** Schedules of PCT and of chance, at most, until they count as too many. */
const MOST = 500;
const REPETITIONS = Number(process.env['IPCLAB_ROUNDS'] ?? 100);
/** Only these of the collection, by their names with commas; default: all. */
const ONLY = process.env['IPCLAB_BUGS']?.split(',');
/** A file that takes each row when it is made, and gives those that were made before; default: none. */
const ROWS = process.env['IPCLAB_ROWS'];

/** Depth 0: chance alone. */
const STRATEGIES: readonly { readonly name: string; readonly depth: number }[] = [
  ...[1, 2, 3].map((depth) => ({ name: `PCT, d = ${depth}`, depth })),
  { name: 'random', depth: 0 },
];

/** A run that was tried, and whether the bug showed in it. */
type Come = Tried & { readonly fails: boolean };

/** Which schedule was the first to fail, counted from 1, the run without a preemption; null: none. */
const first = z.int().min(1).nullable();

const rowSchema = z.strictObject({
  bug: z.string(),
  /** What was tried. */
  of: z.strictObject({ image: z.string(), source: z.string(), repetitions: z.int(), most: z.int() }),
  /** PCT's n and k. */
  threads: z.int(),
  points: z.int(),
  systematic: first,
  /** For each of STRATEGIES, for each repetition. Empty: only the systematic strategy has enemies. */
  others: z.array(z.array(first)),
});
type Row = z.output<typeof rowSchema>;

const image = await openImage();
const known = await rowsOf(ROWS);
const rows = await run(
  BUG_COLLECTION.filter(({ name }) => ONLY?.includes(name) ?? true).map((bug) => async () => {
    const of = await groundOf(bug);
    const before = known.find((row) => row.bug === bug.name && JSON.stringify(row.of) === JSON.stringify(of));
    if (before) return describe(bug, before);
    const row = { bug: bug.name, of, ...(await firstFailures(bug)) };
    if (ROWS !== undefined) await appendFile(ROWS, `${JSON.stringify(row)}\n`);
    const cells = describe(bug, row);
    console.error(cells.join('; '));
    return cells;
  }),
  { concurrency: availableParallelism() },
);
const heads = ['n', 'k', 'systematic', ...STRATEGIES.map(({ name }) => name), 'missed, at most', 'missed'];
console.log(
  [['program', 'bound', ...heads], heads.map(() => '-').concat('-', '-'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n'),
);

async function groundOf(bug: Bug): Promise<Row['of']> {
  const source = await sha256(new TextEncoder().encode(JSON.stringify(await requestOfBug(bug, readFile))));
  return { image: image.manifest.digest, source, repetitions: REPETITIONS, most: MOST };
}

async function firstFailures(bug: Bug): Promise<Omit<Row, 'bug' | 'of'>> {
  await using program = await ReadyProgram.start(machinesOf(image), await requestOfBug(bug, readFile));
  const attempts: Attempts = async (schedule, agents, signal) => {
    await program.reset();
    const { observation, trace } = await program.attempt(schedule, agents, signal);
    return { outcome: outcomeOf(observation, 'exact'), trace };
  };
  const { bound } = bug;
  const { failure, from, agents, right, points } = await explore(attempts, {
    strategy: 'systematic',
    bound,
    depth: 0,
    runs: 0,
    seed: 0,
    enemies: bug.enemy ? [bug.enemy] : [],
    concurrency: 1,
    stopsAtFailure: true,
    isOver: () => false,
  });
  const counted = { threads: points.threads, points: points.points.length, systematic: failure?.number ?? null };
  if (bug.enemy) return { ...counted, others: [] };
  // What comes of a schedule is the same each time, so that each is executed once, however many repetitions try it.
  const tried = new Map<string, Come>();
  const come = async (preemptions: readonly Preemption[]): Promise<Come> => {
    const key = preemptions.map(({ at }) => at).join();
    const before = tried.get(key);
    if (before) return before;
    const { outcome, trace } = await attempts({ from, preemptions }, agents, undefined);
    const now = { fails: failureOf(outcome, right) !== null, preemptions, trace };
    tried.set(key, now);
    return now;
  };
  const fails = async (course: Course): Promise<boolean> => {
    let now = await come([]);
    for (let step = nextOf(course, now); step && !now.fails; step = nextOf(step.rest, now))
      now = await come([...now.preemptions, step.preemption]);
    return now.fails;
  };
  const { trace } = await come([]);
  const others: Row['others'] = [];
  for (const { depth } of STRATEGIES) {
    const numbers: (number | null)[] = [];
    for (let seed = 1; seed <= REPETITIONS; seed++) {
      const chance = new Chance(seed);
      const course = (): Course => (depth > 0 ? pctCourse(trace, depth, chance) : randomCourse(trace, bound, chance));
      let number = 2;
      while (number < MOST + 2 && !(await fails(course()))) number++;
      numbers.push(number < MOST + 2 ? number : null);
    }
    others.push(numbers);
  }
  return { ...counted, others };
}

function describe({ name, bound, enemy }: Bug, { threads, points, systematic, others }: Row): string[] {
  // A bug that takes so many changes of who runs, and one who runs first.
  const depth = bound + 1;
  const least = pctProbability({ threads, points: { length: points } }, depth);
  const tried = others[STRATEGIES.findIndex((one) => one.depth === depth)];
  return [
    name,
    enemy ?? String(bound),
    String(threads),
    String(points),
    String(systematic ?? 'none'),
    ...STRATEGIES.map((_, index) => firstOf(others[index])),
    ...(tried ? [percent(1 - least), percent(missRate(tried))] : ['-', '-']),
  ];
}

/** The median of the repetitions, and how many of them found nothing. */
function firstOf(numbers: Row['others'][number] | undefined): string {
  if (!numbers) return '-';
  const missed = numbers.filter((number) => number === null).length;
  if (missed === numbers.length) return `none of ${MOST}`;
  const { median } = summarize(numbers.map((number) => number ?? Infinity));
  const shown = Number.isFinite(median) ? String(median) : `> ${MOST}`;
  return missed === 0 ? shown : `${shown} (${missed} found nothing)`;
}

/** Of the schedules that the repetitions tried until they had found it, the share of those that did not show it. */
function missRate(numbers: Row['others'][number]): number {
  const tries = numbers.reduce<number>((sum, number) => sum + (number === null ? MOST : number - 1), 0);
  return 1 - numbers.filter((number) => number !== null).length / tries;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** What does not look like a row is none: it is made again. */
async function rowsOf(file: string | undefined): Promise<Row[]> {
  const text =
    file === undefined ? undefined : await ifThere(readFile(file, 'utf8'), file, 'give IPCLAB_ROWS another file');
  return (text ?? '').split('\n').flatMap((line) => {
    if (line === '') return [];
    const { success, data } = rowSchema.safeParse(JSON.parse(line));
    return success ? [data] : [];
  });
}
