import type { ClassResult, SubmissionResult } from '#lab/result.js';
import { escapeLine } from '#util/escape.js';
import { forStudent } from './for-student.js';
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

/** GitHub refuses a summary of more than 1 MiB. */
const MOST_CHARACTERS = 250_000;
const LONGEST_TEXT = 400;

/** Markdown for GITHUB_STEP_SUMMARY: the class, and of each submission what failed. Of hidden checks verdict and help only. */
export function githubSummary({ lab, results, absent }: ClassResult): string {
  const shown = results.map(forStudent);
  const rows = [
    ...shown.map((result) => [pointsOf(result), text(studentWords(result.submission.student)), text(inShort(result))]),
    ...absent.map((student) => ['–', text(studentWords(student)), 'no submission']),
  ];
  const { points: of, maxPoints } = statistics({ lab, results, absent });
  const head = [
    `# ${text(lab.title)}`,
    ...(results.length > 1 && of
      ? [`Mean ${points(of.mean)}, median ${points(of.median)} of ${points(maxPoints)} points.`]
      : []),
    mdTable(['Points', 'Student', 'Result'], ['--:', '---', '---'], rows),
  ].join('\n\n');
  return bounded([`${head}\n`, ...shown.filter(({ status }) => status === 'graded').map(sectionOf)]);
}

function bounded(parts: readonly string[]): string {
  const kept: string[] = [];
  let size = 0;
  for (const part of parts) {
    if (size + part.length > MOST_CHARACTERS) {
      kept.push(
        `\nThe summary ends here, because GitHub shows no longer ones; ${count(parts.length - kept.length, 'part')} left out.\n`,
      );
      break;
    }
    kept.push(part);
    size += part.length;
  }
  return kept.join('');
}

function sectionOf(result: SubmissionResult): string {
  const missed = checksOf(result).filter(({ check }) => check.verdict !== 'passed');
  if (missed.length === 0) return '';
  const rows = missed.map(({ task, check, number }) => [
    number,
    text(`${task.title}: ${check.title}`),
    `${points(check.points)}/${points(check.maxPoints)}`,
    text(problemsOf(check)[0] ?? ''),
    text(helpOf(check)[0] ?? ''),
  ]);
  return `\n## ${text(studentWords(result.submission.student))}\n\n${mdTable(
    ['', 'Check', 'Points', 'What was seen', 'Help'],
    ['---', '---', '--:', '---', '---'],
    rows,
  )}\n`;
}

function pointsOf({ status, points: got, maxPoints }: SubmissionResult): string {
  return status === 'graded' ? `${points(got)}/${points(maxPoints)}` : '–';
}

function inShort(result: SubmissionResult): string {
  if (result.status !== 'graded') return noPoints(result);
  const checks = checksOf(result);
  const failed = checks.filter(({ check }) => stateOf(check) === 'failed').length;
  const missed = [...uncompiledWords(result), ...(failed === 0 ? [] : [`${failed} of ${checks.length} checks failed`])];
  const whole = missed.length === 0 ? 'all passed' : missed.join(', ');
  return [whole, ...handInWords(result)].join('. ');
}

function mdTable(...rows: readonly [readonly string[], readonly string[], readonly (readonly string[])[]]): string {
  const [head, alignment, body] = rows;
  return [head, alignment, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Text on one line in which nothing is Markdown or HTML: every ASCII punctuation mark as its character reference. */
function text(value: string): string {
  const cut = value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  return escapeLine(cut).replace(/[!-/:-@[-`{-~]/g, (mark) => (PLAIN.test(mark) ? mark : `&#${mark.charCodeAt(0)};`));
}

/** Marks that mean nothing inside of a line; the source stays readable. */
const PLAIN = /[,;?%]/;
