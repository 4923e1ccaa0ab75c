import type { ClassResult, SubmissionResult } from '#lab/result.js';
import { defused } from '#util/csv-cell.js';
import { escapeLine } from '#util/escape.js';
import { asCsv } from '../as-csv.js';
import { forStudent } from '../for-student.js';
import type { Ground } from '../ground.js';
import { studentPage } from '../html/student-page.js';
import { checksOf, handInWords, noPoints, points, uncompiledWords } from '../words.js';
import { gradebookOf, maximumIn, resultsByStudent, scaled } from './gradebook.js';

/** Moodle's grading worksheet with grades and comments; who has none keeps the row as it was. */
export function moodleWorksheet({ results }: ClassResult, ground: Ground): string {
  const { file, header, rows } = gradebookOf(ground.gradebook, 'moodle');
  const byStudent = resultsByStudent(results);
  const [grade, maximum, comments] = ['Grade', 'Maximum Grade', 'Feedback comments'].map((name) =>
    header.indexOf(name),
  );
  return asCsv([
    header,
    ...rows.map(({ cells, line, student }) => {
      const most = maximumIn(cells[maximum ?? -1], `${file}: line ${line}`);
      const result = byStudent.get(student ?? '');
      if (!result || result.status === 'error') return cells;
      return header.map((_, column) => {
        if (column === grade && result.status === 'graded') return scaled(result, most);
        return column === comments ? comment(result) : (cells[column] ?? '');
      });
    }),
  ]);
}

/** What a student reads in Moodle: nothing of what is hidden, and nothing that a spreadsheet would compute. */
function comment(whole: SubmissionResult): string {
  const result = forStudent(whole);
  const when = handInWords(result);
  if (result.status !== 'graded') return oneCell([`${noPoints(result)}.`, ...when]);
  const missed = checksOf(result).filter(({ check }) => check.verdict !== 'passed' && check.maxPoints > 0);
  const titles = missed.map(({ task, check }) => `${task.title}: ${check.title}`);
  const score = `${points(result.points)} of ${points(result.maxPoints)} points`;
  const uncompiled = uncompiledWords(result).map((words) => `${words}.`);
  const missing = titles.length === 0 ? [] : [`Not passed: ${titles.join('; ')}.`];
  return oneCell([`${score}.`, ...uncompiled, ...missing, ...when]);
}

function oneCell(sentences: readonly string[]): string {
  return defused(escapeLine(sentences.join(' ')));
}

/** Pages of students under the names by which Moodle takes feedback files; the folder is to be zipped. */
export function moodleFeedback({ results }: ClassResult, ground: Ground): Map<string, string> {
  const { header, rows } = gradebookOf(ground.gradebook, 'moodle');
  const [identifier, name] = ['Identifier', 'Full name'].map((each) => header.indexOf(each));
  const byStudent = resultsByStudent(results);
  return new Map(
    rows.flatMap(({ cells, student }): [string, string][] => {
      const result = byStudent.get(student ?? '');
      const participant = /\d+$/.exec(cells[identifier ?? -1] ?? '')?.[0];
      if (!result || participant === undefined) return [];
      const folder = `${plainName(cells[name ?? -1] ?? 'Participant')}_${participant}_assignsubmission_file`;
      return [[`moodle-feedback/${folder}/feedback.html`, studentPage(result, ground)]];
    }),
  );
}

/** Moodle finds the number behind the first underscore; the name is for people, and safe on any file system. */
function plainName(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '');
  return (
    plain
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, LONGEST_NAME) || 'Participant'
  );
}

const LONGEST_NAME = 60;
