// What was found of a check, over all the times that it was looked at.
import type { ExploredRun } from '#checks/observed.js';
import type { TextDifference } from './evaluate.js';
import { placeWords, type Moment } from './place-words.js';
import type { CheckResult, Difference } from './result.js';

/** What came of looking once: under one case and one seed. */
export interface Finding {
  /** Null: the compilation. */
  readonly at: Moment | null;
  readonly problems: readonly string[];
  readonly differences?: readonly TextDifference[];
  /** Programs that do not compile, so that there was nothing to look at. */
  readonly uncompiled?: readonly string[];
  /** What came of other schedules. */
  readonly explored?: ExploredRun | undefined;
}

/** Problems of a check that a result tells, and characters of each. */
const MOST_PROBLEMS = 8;
const LONGEST_PROBLEM = 600;
/** Differences of a check that a result shows, and runs in which it can be seen. */
const MOST_DIFFERENCES = 3;
const MOST_RUNS = 3;

/** All that a check's result says of what was found. */
export interface Summary extends Readonly<Pick<CheckResult, 'held' | 'of' | 'problems'>> {
  readonly differences: readonly Difference[];
  readonly uncompiled: readonly string[];
  readonly explored: readonly NonNullable<CheckResult['explored']>[number][];
  readonly failedIn: readonly NonNullable<CheckResult['failedIn']>[number][];
}

export function summarise(findings: readonly Finding[]): Summary {
  return {
    held: findings.filter(({ problems }) => problems.length === 0).length,
    of: findings.length,
    problems: tell(findings),
    differences: grouped(findings),
    uncompiled: [...new Set(findings.flatMap(({ uncompiled = [] }) => uncompiled))],
    explored: findings.flatMap(({ at, explored }) => (at && explored ? [recordExplored(at.run, explored)] : [])),
    failedIn: firstOfEach(findings),
  };
}

/** Its problems are told as those of the check. */
function recordExplored(run: string, { schedules, isComplete, failure }: ExploredRun): Summary['explored'][number] {
  if (!failure) return { run, schedules, isComplete };
  const { number, schedule, story } = failure;
  const preemptions = schedule.preemptions.map(({ at, fault, bytes }) => ({
    at,
    ...(fault === undefined ? {} : { fault }),
    ...(bytes === undefined ? {} : { bytes }),
  }));
  const kept = { number, schedule: { from: schedule.from, preemptions }, story: story.map(shorten) };
  return { run, schedules, isComplete, failure: kept };
}

/** What was found, each thing once, with all the places where it was. */
function tell(findings: readonly Finding[]): string[] {
  const found = new Map<string, (Moment | null)[]>();
  for (const { at, problems } of findings)
    for (const problem of problems) found.set(problem, [...(found.get(problem) ?? []), at]);
  const sentences = [...found].map(([problem, at]) => {
    const where = placeWords(at, findings.length);
    return shorten(where === '' ? problem : `${where}: ${problem}`);
  });
  if (sentences.length <= MOST_PROBLEMS) return sentences;
  return [...sentences.slice(0, MOST_PROBLEMS), `and ${sentences.length - MOST_PROBLEMS} more`];
}

/** Texts that differ, each pair once. */
function grouped(findings: readonly Finding[]): Difference[] {
  const found = new Map<string, { difference: TextDifference; at: (Moment | null)[] }>();
  for (const { at, differences = [] } of findings) {
    for (const difference of differences) {
      const key = JSON.stringify(difference);
      const same = found.get(key) ?? { difference, at: [] };
      found.set(key, { ...same, at: [...same.at, at] });
    }
  }
  return [...found.values()].slice(0, MOST_DIFFERENCES).map(({ difference: { what, wanted, seen }, at }) => {
    const where = placeWords(at, findings.length);
    return { where: where === '' ? what : `${where}: ${what}`, wanted, seen };
  });
}

/** Of each run in which it failed, the first seed. */
function firstOfEach(findings: readonly Finding[]): { run: string; seed: number }[] {
  const first = new Map<string, number>();
  for (const { at, problems } of findings)
    if (at && problems.length > 0 && !first.has(at.run)) first.set(at.run, at.seed);
  return [...first].slice(0, MOST_RUNS).map(([run, seed]) => ({ run, seed }));
}

export function shorten(text: string): string {
  return text.length > LONGEST_PROBLEM ? `${text.slice(0, LONGEST_PROBLEM)}…` : text;
}
