import type { ClassResult, SubmissionResult } from '#lab/result.js';
import { escapeLine } from '#util/escape.js';
import { forStudent } from './for-student.js';
import { checksOf, type Graded, helpOf, noPoints, problemsOf } from './words.js';

/** What GitHub Classroom's reporter takes from a grader, in base64, as the variable GRADER_RESULTS. */
interface GraderResults {
  readonly version: 1;
  readonly status: Status;
  readonly max_score: number;
  readonly tests: readonly Test[];
}

type Status = 'pass' | 'fail' | 'error';

interface Test {
  readonly name: string;
  readonly status: Status;
  readonly score: number;
  readonly max_score: number;
  /** One line: the reporter prints it, and a line of its own could be a command to the runner. */
  readonly message: string;
}

/** The checks of a submission (of several: all of theirs) as tests with scores. Of hidden checks verdict, points and help only. */
export function githubClassroom({ results }: ClassResult): string {
  const tests = results.map(forStudent).flatMap(testsOf);
  const graded: GraderResults = {
    version: 1,
    status: worst(tests),
    max_score: results.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    tests,
  };
  return `${JSON.stringify(graded)}\n`;
}

function testsOf(result: SubmissionResult): Test[] {
  if (result.status === 'graded') return checksOf(result).map(testOf);
  const [name, status] =
    result.status === 'rejected' ? (['Submission', 'fail'] as const) : (['Grading', 'error'] as const);
  return [{ name, status, score: 0, max_score: result.maxPoints, message: escapeLine(noPoints(result)) }];
}

const STATUS = { passed: 'pass', failed: 'fail', skipped: 'fail', error: 'error' } as const;

function testOf({ task, check }: Graded): Test {
  const passed = check.verdict === 'passed';
  return {
    name: escapeLine(`${task.title}: ${check.title}`),
    status: STATUS[check.verdict],
    score: check.points,
    max_score: check.maxPoints,
    message: passed ? '' : escapeLine([...problemsOf(check), ...helpOf(check)].join('; ')),
  };
}

function worst(tests: readonly Test[]): Status {
  const has = (status: Status): boolean => tests.some((test) => test.status === status);
  return has('error') ? 'error' : has('fail') ? 'fail' : 'pass';
}
