// What follows of when students handed in: points that a late day costs, and which of several submissions counts.
import { toHundredths } from '#lab/award.js';
import type { Attempts, HandInRules } from '#lab/hand-in-rules.js';
import type { SubmissionResult } from '#lab/result.js';
import type { Described } from './describe.js';
import { shown } from './intake/entry.js';
import type { LedgerRecord } from './ledger/ledger.js';
import { earlier, type Moment } from './moment.js';
import { plain } from './roster.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * @param submissions what the results are of
 * @param records the ledger's: the same work was there when it was graded first
 * @returns the results with it; as they are where there are no rules
 */
export function withAttempts(
  results: readonly SubmissionResult[],
  submissions: readonly Described[],
  records: readonly LedgerRecord[],
  rules: HandInRules | undefined,
): SubmissionResult[] {
  if (rules?.deadline === undefined && rules?.attempts === undefined) return [...results];
  const described = new Map(submissions.map((one) => [one.submission.id, one]));
  const known = momentsOf(records);
  const timed = results.map((result): Attempt => {
    const one = described.get(result.submission.id);
    const moment = earlier(earlier(one?.handedIn, known.get(workOf(result))), momentOfGrading(result.graded.at));
    return { result: withTime(result, moment, one?.late === true, rules), moment, isClaimed: one?.claimed === true };
  });
  return rules.attempts === undefined ? timed.map(({ result }) => result) : choose(timed, rules.attempts);
}

interface Attempt {
  readonly result: SubmissionResult;
  readonly moment: Moment | undefined;
  /** Whose it is, only the student's own file says. */
  readonly isClaimed: boolean;
}

function workOf({ submission: { student, digest } }: SubmissionResult): string {
  return JSON.stringify([plain(student.id), digest]);
}

/** Of each work of each student, when it was there first. */
function momentsOf(records: readonly LedgerRecord[]): Map<string, Moment> {
  const moments = new Map<string, Moment>();
  for (const { result, handedIn } of records) {
    const said = handedIn && { at: new Date(handedIn.at), from: handedIn.from };
    const first = earlier(earlier(moments.get(workOf(result)), said), momentOfGrading(result.graded.at));
    if (first) moments.set(workOf(result), first);
  }
  return moments;
}

function momentOfGrading(at: string): Moment | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : { at: date, from: 'grading' };
}

function withTime(
  result: SubmissionResult,
  moment: Moment | undefined,
  isCalledLate: boolean,
  { deadline, grace, perDay }: HandInRules,
): SubmissionResult {
  const said = moment ? { at: moment.at.toISOString(), from: moment.from } : {};
  const over = moment && deadline !== undefined ? moment.at.getTime() - Date.parse(deadline) : 0;
  // What the platform calls late although its time is before the deadline has a time that is wrong, and is late all the same.
  const isLate = over > grace * MINUTE || (isCalledLate && over <= 0);
  if (deadline === undefined || !isLate) return { ...result, handedIn: said };
  const days = Math.max(1, Math.ceil(over / DAY));
  const late = { days, before: result.points };
  const cost = (result.maxPoints * perDay * days) / 100;
  // What a person has decided of the whole is the last word.
  const isDecided = result.byHand?.before !== undefined;
  const points = isDecided ? result.points : toHundredths(Math.max(0, result.points - cost));
  return { ...result, points, handedIn: { ...said, late } };
}

function choose(attempts: readonly Attempt[], rule: Attempts): SubmissionResult[] {
  const byStudent = new Map<string, Attempt[]>();
  for (const one of attempts) {
    const id = plain(one.result.submission.student.id);
    byStudent.set(id, [...(byStudent.get(id) ?? []), one]);
  }
  const chosen = new Map<SubmissionResult, SubmissionResult>();
  for (const own of byStudent.values()) {
    const one = own.length > 1 ? theOne(own, rule) : undefined;
    if (!one) continue;
    for (const each of own) {
      const attempt = { counts: each === one, rule, of: own.length };
      chosen.set(each.result, { ...each.result, handedIn: { ...each.result.handedIn, attempt } });
    }
  }
  return attempts.map(({ result }) => chosen.get(result) ?? result);
}

/** Undefined where the rule does not decide between two: a person has to. */
function theOne(own: readonly Attempt[], rule: Attempts): Attempt | undefined {
  // A file that only claims to be a student's cannot take the place of one that others know to be.
  const sure = own.some(({ isClaimed }) => !isClaimed) ? own.filter(({ isClaimed }) => !isClaimed) : own;
  // What could not be read is nobody's best, latest or last; what the infrastructure failed on may still be.
  const readable = sure.some(({ result }) => result.status !== 'rejected')
    ? sure.filter(({ result }) => result.status !== 'rejected')
    : sure;
  const inTime = readable.filter(({ result }) => !result.handedIn?.late);
  switch (rule) {
    case 'latest':
      return most(readable, timeOf);
    case 'on-time':
      return inTime.length > 0 ? most(inTime, timeOf) : most(readable, (one) => -timeOf(one));
    case 'best': {
      const best = Math.max(...readable.map(({ result }) => result.points));
      const equal = readable.filter(({ result }) => result.points === best);
      return most(equal, timeOf) ?? equal[0];
    }
  }
}

function timeOf({ moment }: Attempt): number {
  return moment?.at.getTime() ?? 0;
}

/** The only one with the highest value. */
function most(attempts: readonly Attempt[], value: (attempt: Attempt) => number): Attempt | undefined {
  const highest = Math.max(...attempts.map(value));
  const [one, other] = attempts.filter((each) => value(each) === highest);
  return other ? undefined : one;
}

/** A sentence for each student of whose submissions one counts by the rule. */
export function attemptsInWords(results: readonly SubmissionResult[]): string[] {
  return results.flatMap(({ submission: { id, student, source }, handedIn }) =>
    handedIn?.attempt?.counts
      ? [`${shown(student.name)}: of ${handedIn.attempt.of} submissions ${shown(id)} (${shown(source)}) counts`]
      : [],
  );
}
