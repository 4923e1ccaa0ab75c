// From what held to verdicts and points.
import type { CheckPlan } from './job.js';
import type { CheckResult, Difference, Verdict } from './result.js';

/** What came of looking once: under one case and one seed. */
export interface Finding {
  /** Where, when there are several: the run and its seed. */
  readonly where: string;
  readonly problems: readonly string[];
  readonly differences?: readonly Difference[];
}

/** Problems of a check that a result tells, and characters of each. */
const MOST_PROBLEMS = 8;
const LONGEST_PROBLEM = 600;
/** Differences of a check that a result shows. */
const MOST_DIFFERENCES = 3;

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
    const differences =
      verdict === 'failed' ? all.flatMap(({ differences: own = [] }) => own).slice(0, MOST_DIFFERENCES) : [];
    return {
      ...describe(check),
      verdict,
      points: toHundredths(points),
      held: held(check),
      of: all.length,
      problems: verdict === 'skipped' ? [missingNeeds(check, verdicts)] : tell(all),
      ...(differences.length > 0 ? { differences } : {}),
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

function missingNeeds({ needs }: CheckPlan, verdicts: ReadonlyMap<string, Verdict>): string {
  return `it needs ${needs.filter((need) => verdicts.get(need) !== 'passed').join(' and ')}, which did not pass`;
}

function tell(findings: readonly Finding[]): string[] {
  const sentences = findings.flatMap(({ where, problems }) =>
    problems.map((problem) => shorten(findings.length > 1 && where !== '' ? `${where}: ${problem}` : problem)),
  );
  const distinct = [...new Set(sentences)];
  if (distinct.length <= MOST_PROBLEMS) return distinct;
  return [...distinct.slice(0, MOST_PROBLEMS), `and ${distinct.length - MOST_PROBLEMS} more`];
}

export function shorten(text: string): string {
  return text.length > LONGEST_PROBLEM ? `${text.slice(0, LONGEST_PROBLEM)}…` : text;
}
