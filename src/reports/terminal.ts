import type { ClassResult, SubmissionResult } from '#lab/result.js';
import { escapeControls, escapeLine } from '#util/escape.js';
import { table } from '#util/table.js';
import { statistics } from './statistics.js';
import {
  checksOf,
  count,
  handInWords,
  helpOf,
  noPoints,
  points,
  problemsOf,
  stateOf,
  studentWords,
  uncompiledWords,
} from './words.js';

/**
 * The class as a table for a terminal; a single submission check by check.
 *
 * No line begins with what a student chose: a log of GitHub's would take `::` there as a command.
 */
export function terminalReport(result: ClassResult): string {
  const rows = [
    ...result.results.map((one) => [
      one.status === 'graded' ? `${points(one.points)}/${points(one.maxPoints)}` : '–',
      escapeLine(studentWords(one.submission.student)),
      escapeLine([inShort(one), ...lateInShort(one)].join('; ')),
    ]),
    ...result.absent.map((student) => ['–', escapeLine(studentWords(student)), 'no submission']),
  ].map(([mark = '', ...rest]) => [`  ${mark.padStart(MARK)}`, ...rest]);
  const [only] = result.results;
  const details = result.results.length === 1 && only ? `${checkByCheck(only)}\n${handInLines(only)}` : '';
  return `${escapeLine(result.lab.title)}\n\n${rows.length > 0 ? `${table(rows)}\n\n` : ''}${details}${inNumbers(result)}\n`;
}

const MARK = 9;
const NAMED = 3;

function inShort(result: SubmissionResult): string {
  if (result.status !== 'graded') return noPoints(result);
  const uncompiled = uncompiledWords(result);
  const missed = checksOf(result).filter(({ check }) => stateOf(check) === 'failed');
  if (missed.length === 0) return uncompiled.length === 0 ? 'all passed' : uncompiled.join(', ');
  const named = missed.slice(0, NAMED).map(({ task, check }) => `${task.name}/${check.name}`);
  const more = missed.length > NAMED ? ` and ${missed.length - NAMED} more` : '';
  return [...uncompiled, `failed: ${named.join(', ')}${more}`].join('; ');
}

function lateInShort({ handedIn }: SubmissionResult): string[] {
  const { late, attempt } = handedIn ?? {};
  return [
    ...(late ? [`${count(late.days, 'day')} late`] : []),
    ...(attempt?.counts === false ? ['does not count'] : []),
  ];
}

function checkByCheck(result: SubmissionResult): string {
  const width = Math.max(8, ...checksOf(result).map(({ check }) => stateOf(check).length + 1));
  return result.tasks
    .map((task, index) => {
      const checks = task.checks.map((check) => {
        const head = `  ${stateOf(check).padEnd(width)}${`${points(check.points)}/${points(check.maxPoints)}`.padStart(MARK)}  ${escapeLine(check.title)}${check.hidden ? ' (hidden)' : ''}\n`;
        if (check.verdict === 'passed') return head;
        const said = [...problemsOf(check), ...helpOf(check).map((help) => `Help: ${help}`)];
        return head + said.map((line) => `${' '.repeat(MARK + 4 + width)}${escapeLine(line)}\n`).join('');
      });
      const messages = task.compiles
        .flatMap(({ messages: { head } }) => escapeControls(head).split('\n'))
        .filter((line) => line !== '')
        .map((line) => `  | ${line}\n`);
      return `${index + 1}. ${escapeLine(task.title)}\n${messages.join('')}${checks.join('')}`;
    })
    .join('\n');
}

function handInLines(result: SubmissionResult): string {
  const words = handInWords(result);
  return words.length > 0 ? `${words.map(escapeLine).join('\n')}\n\n` : '';
}

function inNumbers(result: ClassResult): string {
  const { graded, rejected, errors, points: of, maxPoints } = statistics(result);
  const sentences = [
    `${count(result.results.length, 'submission')}, ${graded.length} graded${of ? `: mean ${points(of.mean)}, median ${points(of.median)} of ${points(maxPoints)} points` : ''}.`,
    ...(rejected.length > 0 ? [`${rejected.length} with nothing to grade.`] : []),
    ...(errors.length > 0 ? [`${errors.length} not graded because the grading system failed; grade again.`] : []),
    ...(result.absent.length > 0 ? [`${count(result.absent.length, 'student')} without a submission.`] : []),
  ];
  return sentences.join(' ');
}
