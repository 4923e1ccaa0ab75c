// What happened in the runs in which a class's checks failed, drawn for its students' pages.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hiddenIn } from '#lab/hidden.js';
import type { RunXray, TaskPlan } from '#lab/job.js';
import type { Place } from '#lab/place.js';
import type { CheckResult, RunResult, SubmissionResult } from '#lab/result.js';
import { ifThere } from '#node/file-error.js';
import { writeWhole } from '#node/whole-file.js';
import type { Ground } from '#reports/ground.js';
import { isInfrastructure } from '#util/error.js';
import { run } from '#work/run.js';
import { drawRun, type Drawing } from '#xray/picture/drawing.js';
import { parseXrayFile } from '#xray/parse-xray.js';
import type { XrayData } from '#xray/xray-data.js';
import type { ClassOptions, ClassPlan } from './grade-class.js';

/** Runs of one submission that are drawn: a student looks at the first ones. */
const MOST = 4;

/** Of how they are made; another one: they are made again. */
const FORMAT = 1;

const CURE = 'remove it, and it is made again';

export interface XrayOptions extends Pick<ClassOptions, 'host' | 'store' | 'jobs' | 'timeout' | 'signal'> {
  /** Where recordings are kept, so that a run is executed for this once. */
  readonly folder: string;
}

/**
 * Executes each run again in which a check failed that its student may see, and draws those that went as they went when they were graded.
 *
 * @throws IpclabError `aborted` by the signal; where the infrastructure fails, there is no drawing
 */
export async function drawingsFor(
  plan: ClassPlan,
  results: readonly SubmissionResult[],
  { folder, jobs, signal, ...tools }: XrayOptions,
): Promise<Ground['drawingOf']> {
  const drawings = new Map<string, Drawing | null>();
  // Equal work has equal runs.
  const works = new Map(results.map((result) => [result.submission.digest, result]));
  const all = [...works.values()].map((result) => async (ended: AbortSignal) => {
    const places = placesOf(result, plan.lab.tasks);
    const found = new Map<Place, XrayData | null>();
    for (const place of places) {
      const kept = await read(fileOf(folder, result, place));
      if (kept !== undefined) found.set(place, kept);
    }
    const missing = places.filter((place) => !found.has(place));
    for (const [place, data] of await take(plan, result, missing, tools, ended)) {
      found.set(place, data);
      await writeWhole(fileOf(folder, result, place), `${JSON.stringify(data)}\n`, { cure: 'make room there' });
    }
    for (const [place, data] of found) drawings.set(keyOf(result.submission, place), data && drawRun(data));
  });
  await run(all, { concurrency: jobs, signal });
  return (submission, place) => drawings.get(keyOf(submission, place));
}

function keyOf({ digest }: SubmissionResult['submission'], { task, run, seed }: Place): string {
  return JSON.stringify([digest, task, run, seed]);
}

/** The first runs of failed checks: of those that only hidden checks look at nothing is shown, nor of those with a hidden counterpart. */
export function placesOf({ tasks }: SubmissionResult, plans: readonly TaskPlan[]): Place[] {
  const places = new Map<string, Place>();
  for (const { name: task, checks } of tasks) {
    const plan = plans.find(({ name }) => name === task);
    for (const check of plan ? checks : []) {
      const place = firstFailure(check);
      const run = plan?.runs.find(({ name }) => name === place?.run);
      if (!plan || !place || !run || run.sanitize.length > 0) continue;
      const hidden = hiddenIn(plan, run);
      if (!hidden.run && hidden.parties.size === 0) places.set(JSON.stringify(place), { task, ...place });
    }
  }
  return [...places.values()].slice(0, MOST);
}

/** Of a check whose failure a report shows, and that one run tells: what a schedule did is told by its story. */
function firstFailure({ hidden, verdict, uncompiled, explored = [], failedIn = [] }: CheckResult): FirstFailure {
  const [first] = failedIn;
  if (hidden || verdict !== 'failed' || uncompiled || explored.some(({ failure }) => failure)) return undefined;
  return first;
}

type FirstFailure = NonNullable<CheckResult['failedIn']>[number] | undefined;

/** @returns for each place what happened; null: with a recorder another run came of it */
async function take(
  plan: ClassPlan,
  { submission, tasks }: SubmissionResult,
  places: readonly Place[],
  { host, store, timeout }: Pick<XrayOptions, 'host' | 'store' | 'timeout'>,
  signal: AbortSignal,
): Promise<[Place, XrayData | null][]> {
  if (places.length === 0) return [];
  const files = await store.load(submission.files);
  let taken: readonly RunXray[];
  try {
    const limits = timeout === undefined ? { signal } : { timeout, signal };
    ({ xrays: taken = [] } = await host.grade({ lab: plan.lab, files, xrays: places }, limits));
  } catch (error) {
    if (signal.aborted || !isInfrastructure(error)) throw error;
    return [];
  }
  return places.map((place) => {
    const again = taken.find(
      ({ task, run }) => task === place.task && run.name === place.run && run.seed === place.seed,
    );
    const graded = tasks
      .find(({ name }) => name === place.task)
      ?.runs.find(({ name, seed }) => name === place.run && seed === place.seed);
    return [place, again && graded && isSame(graded, again.run) ? again.data : null];
  });
}

/** Whether two runs are the same to whoever looks at what programs print and how they end. */
function isSame(a: RunResult, b: RunResult): boolean {
  const said = ({ parties }: RunResult): string =>
    JSON.stringify(
      parties.map(({ name, end, stdout, stderr }) => [
        ...[name, end?.exit, end?.signal, end?.limit],
        ...[stdout.sha256, stderr.sha256],
      ]),
    );
  return said(a) === said(b);
}

function fileOf(folder: string, { submission, lab, image }: SubmissionResult, { task, run, seed }: Place): string {
  const made = JSON.stringify([FORMAT, submission.digest, lab.digest, image.digest, task, run, seed]);
  const digest = createHash('sha256').update(made).digest('hex').slice(0, 16);
  return join(folder, `${[task, run, seed, digest].join('-').replace(/[^\w.-]+/g, '-')}.json`);
}

/** @returns undefined: nothing is kept there */
async function read(path: string): Promise<XrayData | null | undefined> {
  const text = await ifThere(readFile(path, 'utf8'), path, CURE);
  if (text === undefined) return undefined;
  return text.trim() === 'null' ? null : parseXrayFile(text, path);
}
