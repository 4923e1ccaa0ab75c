import type { CheckResult, ClassResult, Student, SubmissionResult } from '#lab/result.js';
import { element, escapeXml } from '#util/xml.js';
import {
  checksOf,
  handInWords,
  helpOf,
  noPoints,
  problemsOf,
  type State,
  stateOf,
  studentWords,
  VERDICT_WORDS,
} from './words.js';

/** JUnit XML as Jenkins and Surefire read it: a suite for each student, a case for each check. */
export function junitReport({ lab, results, absent }: ClassResult): string {
  const suites = [
    ...results.map((result) => suiteOf(lab.name, result)),
    ...absent.map((student) => absentSuite(lab.name, student)),
  ];
  const sum = (key: keyof Counts): number => suites.reduce((total, { counts }) => total + counts[key], 0);
  const root = element(
    'testsuites',
    { name: lab.title, tests: sum('tests'), failures: sum('failures'), errors: sum('errors') },
    suites
      .map(({ name, attributes, counts, content }) =>
        element('testsuite', { name, ...counts, ...attributes }, content.map((line) => `\n    ${line}`).concat('\n  ')),
      )
      .map((suite) => `\n  ${suite}`)
      .concat('\n'),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

interface Suite {
  readonly name: string;
  readonly counts: Counts;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly string[];
}

function suiteOf(lab: string, result: SubmissionResult): Suite {
  const { submission, graded, status } = result;
  const cases =
    status === 'graded'
      ? checksOf(result).map(({ task, check }) => ({
          verdict: check.verdict,
          text: element('testcase', { name: check.title, classname: `${lab}.${task.name}` }, outcome(check)),
        }))
      : [wholeCase(lab, result)];
  const of = (wanted: string): number => cases.filter(({ verdict }) => verdict === wanted).length;
  const properties = Object.entries({
    submission: submission.digest,
    lab: result.lab.digest,
    result: result.digest,
    points: result.points,
    maxPoints: result.maxPoints,
    ...handedIn(result),
  }).map(([name, value]) => element('property', { name, value }));
  return {
    name: studentWords(submission.student),
    counts: { tests: cases.length, failures: of('failed'), errors: of('error'), skipped: of('skipped') },
    attributes: {
      id: submission.id,
      // Surefire's timestamps have no zone.
      timestamp: graded.at.slice(0, 'yyyy-mm-ddThh:mm:ss'.length),
      time: (graded.duration / 1000).toFixed(3),
    },
    content: [element('properties', {}, properties), ...cases.map(({ text }) => text)],
  };
}

function handedIn(result: SubmissionResult): Record<string, string> {
  const words = handInWords(result);
  return words.length > 0 ? { handedIn: words.join(' ') } : {};
}

const FAILURES: Partial<Record<State, string>> = { failed: 'check', 'does not compile': 'compilation' };

function outcome(check: CheckResult): string[] {
  if (check.verdict === 'passed') return [];
  if (check.verdict === 'skipped') return [element('skipped', { message: VERDICT_WORDS.skipped })];
  const problems = problemsOf(check);
  const text = [...problems, ...helpOf(check).map((help) => `Help: ${help}`)].map(escapeXml).join('\n');
  const [name, type] = check.verdict === 'failed' ? ['failure', FAILURES[stateOf(check)]] : ['error', 'infrastructure'];
  return [element(name, { type, message: problems[0] }, [text])];
}

/** For a submission that never came to its checks. */
function wholeCase(lab: string, result: SubmissionResult): { verdict: string; text: string } {
  const [name, type, verdict] =
    result.status === 'rejected' ? ['failure', 'submission', 'failed'] : ['error', 'infrastructure', 'error'];
  const why = element(name, { type, message: noPoints(result) });
  return { verdict, text: element('testcase', { name: 'submission', classname: lab }, [why]) };
}

function absentSuite(lab: string, student: Student): Suite {
  return {
    name: studentWords(student),
    counts: { tests: 1, failures: 0, errors: 0, skipped: 1 },
    attributes: {},
    content: [
      element('testcase', { name: 'submission', classname: lab }, [element('skipped', { message: 'no submission' })]),
    ],
  };
}
