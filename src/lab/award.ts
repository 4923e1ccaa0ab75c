// From what held to verdicts and points.
import type { CheckPlan } from './job.js';
import type { CheckResult, Verdict } from './result.js';
import { summarise, type Finding, type Summary } from './summary.js';

const NOTHING: Summary = { held: 0, of: 0, problems: [], differences: [], uncompiled: [], explored: [], failedIn: [] };

/** @param findings by the name of the check */
export function award(checks: readonly CheckPlan[], findings: ReadonlyMap<string, readonly Finding[]>): CheckResult[] {
  return decide(checks, new Map([...findings].map(([name, found]) => [name, summarise(found)])));
}

/** @param summaries by the name of the check */
export function decide(checks: readonly CheckPlan[], summaries: ReadonlyMap<string, Summary>): CheckResult[] {
  const verdicts = new Map<string, Verdict>();
  const summaryOf = ({ name }: CheckPlan): Summary => summaries.get(name) ?? NOTHING;
  const verdictOf = (check: CheckPlan): Verdict => {
    const known = verdicts.get(check.name);
    if (known) return known;
    const { held, of } = summaryOf(check);
    const needed = checks.filter(({ name }) => check.needs.includes(name)).map(verdictOf);
    const verdict = needed.some((one) => one !== 'passed') ? 'skipped' : of > 0 && held === of ? 'passed' : 'failed';
    verdicts.set(check.name, verdict);
    return verdict;
  };
  return checks.map((check): CheckResult => {
    const { held, of, problems, differences, uncompiled, explored, failedIn } = summaryOf(check);
    const verdict = verdictOf(check);
    const share = verdict === 'skipped' || of === 0 ? 0 : held / of;
    const points = check.award === 'share' ? share * check.points : verdict === 'passed' ? check.points : 0;
    return {
      ...describe(check),
      verdict,
      points: toHundredths(points),
      held,
      of,
      problems: verdict === 'skipped' ? [missingNeeds(check, checks, verdicts)] : [...problems],
      ...(verdict === 'failed' && differences.length > 0 ? { differences: [...differences] } : {}),
      ...(verdict === 'failed' && uncompiled.length > 0 ? { uncompiled: [...uncompiled] } : {}),
      ...(verdict !== 'skipped' && explored.length > 0 ? { explored: [...explored] } : {}),
      ...(verdict === 'failed' && failedIn.length > 0 ? { failedIn: [...failedIn] } : {}),
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
  return `it is checked when ${[...new Set(titles)].join(' and ')} has passed`;
}
