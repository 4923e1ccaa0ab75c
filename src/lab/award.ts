// From what held to verdicts and points.
import type { CheckPlan } from './job.js';
import type { TextDifference } from './evaluate.js';
import { placeWords, type Moment } from './place-words.js';
import type { CheckResult, Difference, Verdict } from './result.js';

/** What came of looking once: under one case and one seed. */
export interface Finding {
  /** Null: the compilation. */
  readonly at: Moment | null;
  readonly problems: readonly string[];
  readonly differences?: readonly TextDifference[];
}

/** Problems of a check that a result tells, and characters of each. */
const MOST_PROBLEMS = 8;
const LONGEST_PROBLEM = 600;
/** Differences of a check that a result shows, and runs in which it can be seen. */
const MOST_DIFFERENCES = 3;
const MOST_RUNS = 3;

/** @param findings by the name of the check */
export function award(checks: readonly CheckPlan[], findings: ReadonlyMap<string, readonly Finding[]>): CheckResult[] {
  const verdicts = new Map<string, Verdict>();
  const held = (check: CheckPlan): number =>
    (findings.get(check.name) ?? []).filter(({ problems }) => problems.length === 0).length;
  const decide = (check: CheckPlan): Verdict => {
    const known = verdicts.get(check.name);
    if (known) return known;
    const of = findings.get(check.name)?.length ?? 0;
    const needed = checks.filter(({ name }) => check.needs.includes(name)).map(decide);
    const verdict = needed.some((one) => one !== 'passed')
      ? 'skipped'
      : of > 0 && held(check) === of
        ? 'passed'
        : 'failed';
    verdicts.set(check.name, verdict);
    return verdict;
  };
  return checks.map((check): CheckResult => {
    const all = findings.get(check.name) ?? [];
    const verdict = decide(check);
    const share = verdict === 'skipped' || all.length === 0 ? 0 : held(check) / all.length;
    const points = check.award === 'share' ? share * check.points : verdict === 'passed' ? check.points : 0;
    const differences = verdict === 'failed' ? grouped(all) : [];
    const failedIn = verdict === 'failed' ? firstOfEach(all) : [];
    return {
      ...describe(check),
      verdict,
      points: toHundredths(points),
      held: held(check),
      of: all.length,
      problems: verdict === 'skipped' ? [missingNeeds(check, checks, verdicts)] : tell(all),
      ...(differences.length > 0 ? { differences } : {}),
      ...(failedIn.length > 0 ? { failedIn } : {}),
    };
  });
}

/** Results of checks that nobody could look at, since the infrastructure failed. */
export function inError(checks: readonly CheckPlan[], reason: string): CheckResult[] {
  return checks.map((check) => ({
    ...describe(check),
    verdict: 'error',
    points: 0,
    held: 0,
    of: 0,
    problems: [reason],
  }));
}

/** Points as people write them; sums of shares would show what binary fractions are. */
export function toHundredths(points: number): number {
  return Math.round(points * 100) / 100;
}

function describe({
  name,
  title,
  points,
  hidden,
  rationale,
  help,
}: CheckPlan): Omit<CheckResult, 'verdict' | 'points' | 'held' | 'of' | 'problems'> {
  return {
    name,
    title,
    maxPoints: points,
    hidden,
    ...(rationale === undefined ? {} : { rationale }),
    ...(help === undefined ? {} : { help }),
  };
}

/** In the words of the lab: what a check is called is its author's affair. */
function missingNeeds(
  { needs }: CheckPlan,
  checks: readonly CheckPlan[],
  verdicts: ReadonlyMap<string, Verdict>,
): string {
  const missed = checks.filter(({ name }) => needs.includes(name) && verdicts.get(name) !== 'passed');
  const titles = missed.map(({ title, hidden }) => (hidden ? 'a hidden check' : `“${title}”`));
  return `it is looked at when ${[...new Set(titles)].join(' and ')} has passed`;
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
