import type { CheckResult, ClassResult, SubmissionResult } from '#lab/result.js';
import { escapeLine } from '#util/escape.js';
import { checksOf, handInWords, helpOf, noPoints, problemsOf, stateOf, studentWords } from './words.js';

/** TAP 14: a subtest for each submission, a test point for each check. */
export function tapReport({ results, absent }: ClassResult): string {
  const points = [
    ...results.map((result, index) =>
      result.status === 'graded' ? subtest(result, index + 1) : refused(result, index + 1),
    ),
    ...absent.map((student, index) =>
      point(true, results.length + index + 1, studentWords(student), '# SKIP no submission'),
    ),
  ];
  const plan = points.length === 0 ? '1..0 # no submission' : `1..${points.length}`;
  return ['TAP version 14', plan, ...points.flat(), ''].join('\n');
}

function subtest(result: SubmissionResult, number: number): string[] {
  const checks = checksOf(result);
  const name = studentWords(result.submission.student);
  const inside = checks.flatMap(({ task, check }, index) =>
    checkPoint(`${task.name}: ${check.title}`, check, index + 1),
  );
  const passed = checks.every(({ check }) => check.verdict === 'passed' || check.verdict === 'skipped');
  return [
    `# Subtest: ${escapeTap(name)}`,
    ...[checks.length === 0 ? '1..0 # no checks' : `1..${checks.length}`, ...inside].map((line) => `    ${line}`),
    ...point(passed, number, name),
    ...diagnostic({ points: result.points, maxPoints: result.maxPoints, result: result.digest, ...handedIn(result) }),
  ];
}

function checkPoint(name: string, check: CheckResult, number: number): string[] {
  if (check.verdict === 'skipped') return point(true, number, name, '# SKIP a check that it needs did not pass');
  const head = point(check.verdict === 'passed', number, name);
  if (check.verdict === 'passed') return head;
  const [help] = helpOf(check);
  return [
    ...head,
    ...diagnostic({
      severity: check.verdict === 'failed' ? 'fail' : 'error',
      ...(stateOf(check) === check.verdict ? {} : { state: stateOf(check) }),
      message: problemsOf(check),
      ...(help === undefined ? {} : { help }),
      held: check.held,
      of: check.of,
    }),
  ];
}

function refused(result: SubmissionResult, number: number): string[] {
  return [
    ...point(false, number, studentWords(result.submission.student)),
    ...diagnostic({
      severity: result.status === 'rejected' ? 'fail' : 'error',
      message: noPoints(result),
      ...handedIn(result),
    }),
  ];
}

function handedIn(result: SubmissionResult): Record<string, readonly string[]> {
  const words = handInWords(result);
  return words.length > 0 ? { handedIn: words } : {};
}

function point(ok: boolean, number: number, description: string, directive = ''): string[] {
  return [`${ok ? 'ok' : 'not ok'} ${number} - ${escapeTap(description)} ${directive}`.trimEnd()];
}

/** A block of YAML in which every string is quoted, which YAML takes as JSON does. */
function diagnostic(content: Readonly<Record<string, string | number | readonly string[]>>): string[] {
  const quote = (value: string | number): string =>
    typeof value === 'string' ? JSON.stringify(escapeLine(value)) : String(value);
  return [
    '  ---',
    ...Object.entries(content).flatMap(([key, value]) =>
      typeof value === 'object'
        ? [`  ${key}:`, ...value.map((one) => `    - ${quote(one)}`)]
        : [`  ${key}: ${quote(value)}`],
    ),
    '  ...',
  ];
}

function escapeTap(text: string): string {
  return escapeLine(text.trim()).replace(/[\\#]/g, '\\$&');
}
