// A class that was graded, made by hand: what the tests of reports read.
import type { Finding } from '#facts/sanitizer/finding.js';
import {
  RESULT_FORMAT,
  type CheckResult,
  type ClassResult,
  type Student,
  type SubmissionResult,
  type TaskResult,
} from '#lab/result.js';
import { endOf, factsOf, processOf } from './facts.js';

const sha256 = (digit: string): string => digit.repeat(64);
const LAB = { name: 'pipes', title: 'Pipes & descriptors', digest: sha256('a') };

/** Text in every place where a student's or an instructor's text can be. */
export interface Texts {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly path: string;
  readonly note: string;
  readonly output: string;
  readonly messages: string;
  readonly problem: string;
  readonly wanted: string;
  readonly seen: string;
  readonly reason: string;
  readonly help: string;
}

export const PLAIN: Texts = {
  id: '4711',
  name: 'Ada Lovelace',
  source: 'submissions/ada',
  path: 'words.c',
  note: 'Makefile is left out: the lab does not ask for it.',
  output: 'one\ntwo\n',
  messages: 'words.c:12: warning: implicit declaration of function \'pipe\'\nwords.c:14:3: error: ";" expected\n',
  problem: 'standard output: line 2, "two", is missing',
  wanted: 'one\ntwo\nthree\n',
  seen: 'one\nthree \n',
  reason: 'the archive has no C file',
  help: 'Close the write end in the reader, too.',
};

export function check(texts: Texts, given: Partial<CheckResult> & { name: string }): CheckResult {
  const failed = given.verdict === 'failed';
  return {
    title: `Check ${given.name}`,
    verdict: 'passed',
    points: failed || given.verdict === 'error' || given.verdict === 'skipped' ? 0 : 2,
    maxPoints: 2,
    hidden: false,
    held: failed ? 3 : 5,
    of: 5,
    problems: failed ? [texts.problem] : [],
    ...(failed
      ? { differences: [{ where: `${texts.path}: standard output`, wanted: texts.wanted, seen: texts.seen }] }
      : {}),
    rationale: 'A reader waits for the last writer.',
    help: texts.help,
    ...given,
  };
}

function stream(head: string): { size: number; sha256: string; head: string } {
  return { size: new TextEncoder().encode(head).length, sha256: sha256('b'), head };
}

function task(texts: Texts, checks: readonly CheckResult[]): TaskResult {
  const end = endOf();
  const run = { seed: 0, instructions: 1_000_000 };
  const evidence = factsOf({ processes: [processOf({ pid: 2, name: texts.problem })] });
  return {
    name: 'words',
    title: 'Count words',
    points: checks.reduce((sum, { points }) => sum + points, 0),
    maxPoints: checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    compiles: [{ program: 'words', end, messages: stream(texts.messages) }],
    runs: [
      {
        ...run,
        name: 'three-words',
        evidence,
        parties: [
          { name: 'words', end, stdout: stream(texts.output), stderr: stream('') },
          { name: 'server', hidden: true, end, stdout: stream('SECRET-COUNTERPART'), stderr: stream('') },
        ],
      },
      {
        ...run,
        name: 'secret-run',
        hidden: true,
        parties: [{ name: 'words', end, stdout: stream('SECRET-OUTPUT'), stderr: stream('') }],
      },
    ],
    checks: [...checks],
  };
}

export function submission(
  texts: Texts,
  given: Pick<SubmissionResult, 'status'> & { checks?: readonly CheckResult[] } & { student?: Student; id?: string },
): SubmissionResult {
  const tasks = given.status === 'graded' ? [task(texts, given.checks ?? [])] : [];
  return {
    format: RESULT_FORMAT,
    submission: {
      id: given.id ?? texts.id,
      student: given.student ?? { id: texts.id, name: texts.name },
      source: texts.source,
      digest: sha256('c'),
      files: [{ path: texts.path, size: 100, sha256: sha256('d') }],
      notes: [texts.note],
    },
    lab: LAB,
    image: { name: 'tcc', inputs: sha256('e'), digest: sha256('f'), compiler: 'tcc 0.9.27', v86: '0.5.462' },
    status: given.status,
    reason: given.status === 'graded' ? null : texts.reason,
    points: tasks.reduce((sum, { points }) => sum + points, 0),
    maxPoints: 12,
    tasks,
    digest: sha256('1'),
    graded: { at: '2026-11-20T10:00:00.123Z', duration: 1234 },
  };
}

export function checks(texts: Texts): CheckResult[] {
  return [
    check(texts, { name: 'output' }),
    check(texts, { name: 'empty', verdict: 'failed' }),
    check(texts, {
      name: 'secret-name',
      title: 'SECRET-TITLE',
      verdict: 'failed',
      hidden: true,
      problems: ['SECRET-PROBLEM'],
      differences: [{ where: 'SECRET-WHERE', wanted: 'SECRET-WANTED', seen: 'SECRET-SEEN' }],
      rationale: 'SECRET-RATIONALE',
      help: 'Try it with an empty file.',
    }),
    check(texts, { name: 'speed', verdict: 'skipped' }),
    check(texts, { name: 'zombies', verdict: 'error', problems: ['the machine stopped answering'] }),
  ];
}

/** One of each kind: all passed, some failed, rejected, not graded, absent. */
export function classOf(texts: Texts = PLAIN): ClassResult {
  return {
    lab: LAB,
    results: [
      submission(texts, { status: 'graded', checks: checks(texts) }),
      submission(texts, {
        status: 'graded',
        checks: checks(texts).map((one) => ({
          ...one,
          verdict: 'passed',
          points: one.maxPoints,
          problems: [],
          differences: [],
        })),
        student: { id: '0815', name: 'Grace Hopper', email: 'grace@example.org' },
        id: 'grace',
      }),
      submission(texts, { status: 'rejected', student: { id: '1', name: 'Rejected' }, id: 'r' }),
      submission(
        { ...texts, reason: 'the machine was lost three times' },
        { status: 'error', student: { id: '2', name: 'Unlucky' }, id: 'e' },
      ),
    ],
    absent: [{ id: '3', name: texts.name }],
  };
}

/** A class of one student, in whose runs sanitizers found something. */
export function classWithFindings(findings: readonly Finding[], more = 0): ClassResult {
  const whole = submission(PLAIN, { status: 'graded', checks: [check(PLAIN, { name: 'clean', verdict: 'failed' })] });
  const sanitizer = { programs: [], findings: [...findings], more, unchecked: [], evasions: [] };
  const tasks = whole.tasks.map((task) => ({ ...task, runs: task.runs.map((run) => ({ ...run, sanitizer })) }));
  return { ...classOf(), results: [{ ...whole, tasks }] };
}

/** A read of memory that is freed. */
export const USE_AFTER_FREE: Finding = {
  type: 'error',
  kind: 'heap-use-after-free',
  detail: 'READ of size 4',
  process: { program: 'words', pid: 4, childOf: null },
  place: { file: 'words.c', line: 12, function: 'take' },
  source: 'return *p;',
  stack: [
    { function: 'take', file: 'words.c', line: 12 },
    { function: '__libc_start_main', file: null, line: null },
  ],
  others: [{ what: 'freed', stack: [{ function: 'free', file: null, line: null }] }],
};
