import { stringify } from 'csv-stringify/browser/esm/sync';
import type { ClassResult, SubmissionResult } from '#lab/result.js';
import { defused } from '#util/csv-cell.js';
import { escapeControls, escapeLine } from '#util/escape.js';
import { fileNames } from './file-names.js';
import { checksOf, type Graded, handInWords, helpOf, noPoints, points, problemsOf, stateOf } from './words.js';

/** What Gradescope's autograders leave in results.json: https://gradescope-autograders.readthedocs.io/en/latest/specs/ */
interface GradescopeResults {
  score?: number;
  execution_time: number;
  output: string;
  output_format: 'text';
  stdout_visibility: 'hidden';
  extra_data: Readonly<Record<string, string>>;
  tests: GradescopeTest[];
}

interface GradescopeTest {
  name: string;
  name_format: 'text';
  number: string;
  score?: number;
  max_score?: number;
  status?: 'passed' | 'failed';
  output: string;
  output_format: 'text';
  tags?: string[];
  visibility: 'visible' | 'hidden';
}

/** One results.json for each submission, in a folder of its own. */
export function gradescopeReports({ results }: ClassResult): Map<string, string> {
  const names = fileNames(results);
  return new Map(
    results.map((result) => [
      `gradescope/${names.get(result.submission.id) ?? ''}/results.json`,
      `${JSON.stringify(gradescopeResults(result), null, 2)}\n`,
    ]),
  );
}

/** What Gradescope takes for "Add Students or Staff": a line for everybody with an address, which it cannot do without. */
export function gradescopeRoster({ results, absent }: ClassResult): string {
  const students = new Map(
    [...results.map(({ submission }) => submission.student), ...absent].map((one) => [one.id, one]),
  );
  const rows = [...students.values()].flatMap(({ id, name, email }) =>
    email === undefined ? [] : [[name, email, id, 'Student'].map((cell) => defused(escapeLine(cell)))],
  );
  return stringify([['Name', 'Email', 'SID', 'Role'], ...rows], { record_delimiter: 'windows' });
}

function gradescopeResults(result: SubmissionResult): GradescopeResults {
  const { submission, lab, graded, status } = result;
  return {
    ...(status === 'error' ? {} : { score: result.points }),
    execution_time: Math.round(graded.duration / 1000),
    output: escapeControls([...said(result), ...handInWords(result), ...submission.notes].join('\n')),
    output_format: 'text',
    // What the grader itself printed is not for students.
    stdout_visibility: 'hidden',
    extra_data: { submission: submission.digest, lab: lab.digest, result: result.digest },
    tests: status === 'graded' ? checksOf(result).map(testOf) : [wholeTest(result)],
  };
}

function said(result: SubmissionResult): string[] {
  return result.status === 'graded'
    ? [`${result.lab.title}: ${points(result.points)} of ${points(result.maxPoints)} points`]
    : [noPoints(result)];
}

function testOf({ task, check, number }: Graded): GradescopeTest {
  const problems = check.verdict === 'passed' ? [] : problemsOf(check);
  const help = helpOf(check).map((one) => `Help: ${one}`);
  return {
    name: escapeControls(`${task.title}: ${check.title}`),
    name_format: 'text',
    number,
    // Without a score and a status where nothing was decided: neither a pass nor a failure.
    ...(check.verdict === 'error'
      ? {}
      : { score: check.points, max_score: check.maxPoints, status: check.verdict === 'passed' ? 'passed' : 'failed' }),
    output: escapeControls([...problems, ...help].join('\n')),
    output_format: 'text',
    tags: [task.name, ...(stateOf(check) === check.verdict ? [] : [stateOf(check)])],
    visibility: check.hidden ? 'hidden' : 'visible',
  };
}

/** In place of the checks, for a submission that never came to them. */
function wholeTest(result: SubmissionResult): GradescopeTest {
  return {
    name: result.status === 'rejected' ? 'Submission' : 'Grading',
    name_format: 'text',
    number: '1',
    ...(result.status === 'rejected' ? { score: 0, max_score: result.maxPoints, status: 'failed' } : {}),
    output: escapeControls(noPoints(result)),
    output_format: 'text',
    visibility: 'visible',
  };
}
