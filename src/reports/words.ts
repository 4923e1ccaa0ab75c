// How reports say things, the same everywhere.
import type { CheckResult, SubmissionResult, TaskResult } from '#lab/result.js';

/** Points as a person writes them: at most two decimals, none that is zero. */
export function points(value: number): string {
  return String(Number(value.toFixed(2)));
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** What a student or instructor is told of a submission that has no points of its own. */
export function noPoints({ status, reason }: SubmissionResult): string {
  const why = reason === null ? '' : `: ${reason}`;
  return status === 'rejected'
    ? `Nothing to grade${why}`
    : `Not graded${why}. This is a failure of the grading system, not of the work; it has to be graded again`;
}

export const VERDICT_WORDS = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'not checked, because a check that it needs did not pass',
  error: 'not decided: the grading system failed, not the work',
} as const;

/** The verdict, and apart from it that a program does not compile: nothing is known then of what the check is about. */
export type State = CheckResult['verdict'] | 'does not compile';

export const STATES: readonly State[] = ['passed', 'failed', 'does not compile', 'skipped', 'error'];

export function stateOf({ verdict, uncompiled }: Pick<CheckResult, 'verdict' | 'uncompiled'>): State {
  return verdict === 'failed' && uncompiled !== undefined ? 'does not compile' : verdict;
}

export interface Graded {
  readonly task: TaskResult;
  readonly check: CheckResult;
  /** Task and check, counted from 1: "2.3". */
  readonly number: string;
}

/** All checks of a submission, in order. */
export function checksOf({ tasks }: Pick<SubmissionResult, 'tasks'>): Graded[] {
  return tasks.flatMap((task, t) => task.checks.map((check, c) => ({ task, check, number: `${t + 1}.${c + 1}` })));
}

/** For each program of a submission that does not compile: "ring does not compile". */
export function uncompiledWords(result: Pick<SubmissionResult, 'tasks'>): string[] {
  const programs = checksOf(result).flatMap(({ check }) =>
    check.verdict === 'failed' ? (check.uncompiled ?? []) : [],
  );
  return [...new Set(programs)].map((program) => `${program} does not compile`);
}

/** "Ada Lovelace (4711)", or the name alone where it is all that is known. */
export function studentWords({ id, name }: { id: string; name: string }): string {
  return id === name || id === '' ? name : `${name} (${id})`;
}

/** What may help with a failed check; the other states are not about what the check asks for. */
export function helpOf(check: CheckResult): readonly string[] {
  return stateOf(check) === 'failed' && check.help !== undefined ? [check.help] : [];
}

/** What is said of a check that did not pass, a sentence each; never empty. */
export function problemsOf({ verdict, problems }: CheckResult): readonly string[] {
  return problems.length > 0 ? problems : [VERDICT_WORDS[verdict]];
}

/** Whether its points are its student's: of several submissions one at most is. */
export function countsFor({ handedIn }: Pick<SubmissionResult, 'handedIn'>): boolean {
  return handedIn?.attempt?.counts !== false;
}

const SAYS_WHEN = {
  platform: 'says the learning platform',
  file: 'says the time of the file',
  grading: 'when it was graded first',
} as const;

const COUNTING = {
  latest: 'the latest submission counts',
  best: 'the submission with most points counts',
  'on-time': 'the last submission before the deadline counts',
} as const;

/** When it was handed in, what a late day costs, and whether it counts, a sentence each; none where there are no rules. */
export function handInWords({ handedIn, points: now }: Pick<SubmissionResult, 'handedIn' | 'points'>): string[] {
  if (!handedIn) return [];
  const { at, from, late, attempt } = handedIn;
  const when =
    at === undefined || from === undefined
      ? []
      : [`Handed in ${at.slice(0, 10)} ${at.slice(11, 16)} UTC (${SAYS_WHEN[from]}).`];
  const cost = late && late.before > now ? `: ${points(now)} points instead of ${points(late.before)}` : '';
  const days = late ? [`${count(late.days, 'day')} late${cost}.`] : [];
  const counting = attempt
    ? [`Of ${attempt.of} submissions ${COUNTING[attempt.rule]}: ${attempt.counts ? 'this one' : 'not this one'}.`]
    : [];
  return [...when, ...days, ...counting];
}

/** What a person decided, and who, and when. */
export function byHandWords({ byHand, points: now }: Pick<CheckResult, 'byHand' | 'points'>): readonly string[] {
  if (!byHand) return [];
  const { by, at, comment, before } = byHand;
  const what = before === undefined ? 'Comment' : `Points set by hand from ${points(before)} to ${points(now)}`;
  return [`${what} by ${by}, ${at}${comment === undefined ? '.' : `: ${comment}`}`];
}
