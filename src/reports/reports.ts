// What can be written about a graded class: the kinds, their files, and whom they are for.
import type { ClassResult, Student } from '#lab/result.js';
import { gradebook } from './csv.js';
import { fileNames } from './file-names.js';
import { githubAnnotations } from './github-annotations.js';
import { githubClassroom } from './github-classroom.js';
import { githubSummary } from './github-summary.js';
import { NO_GROUND, type Ground } from './ground.js';
import { gradescopeReports, gradescopeRoster } from './gradescope.js';
import { classPage } from './html/class-page.js';
import { studentPage } from './html/student-page.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import { canvasGradebook } from './platform/canvas.js';
import { moodleFeedback, moodleWorksheet } from './platform/moodle.js';
import { tapReport } from './tap.js';
import { terminalReport } from './terminal.js';

/**
 * `instructor`: everything, hidden checks included, never to be handed on; `student`: of hidden checks no more than verdict, points
 * and help; `platform`: Gradescope decides by the visibility of each test who sees it.
 */
export type Audience = 'instructor' | 'student' | 'platform';

export interface Report {
  readonly audience: Audience;
  /** The file, or the pattern of the files, under the folder of reports. */
  readonly files: string;
  /** One phrase for the command line's help and for docs/instructors.md. */
  readonly describes: string;
  readonly write: (result: ClassResult, ground: Ground) => ReadonlyMap<string, string>;
}

export type ReportKind = keyof typeof REPORTS;

export const REPORTS = {
  table: oneFile('instructor', 'grades.txt', 'a table; of a single submission every check', terminalReport),
  json: oneFile(
    'instructor',
    'class.json',
    'everything, for your own programs; format: labs/class-result.schema.json',
    jsonReport,
  ),
  csv: oneFile('instructor', 'gradebook.csv', 'the gradebook; who has no points has an empty cell', gradebook),
  html: oneFile('instructor', 'class.html', 'the class: distribution, failures by check, every submission', classPage),
  students: {
    audience: 'student',
    files: 'students/*.html',
    describes: 'a page for each student, with differences, help, and what the kernel saw',
    write: ({ results }: ClassResult, ground: Ground): ReadonlyMap<string, string> => {
      const names = fileNames(results);
      return new Map(
        results.map((result) => [
          `students/${names.get(result.submission.id) ?? ''}.html`,
          studentPage(result, ground),
        ]),
      );
    },
  },
  junit: oneFile(
    'instructor',
    'junit.xml',
    'JUnit XML for build servers: a suite for each student, a case for each check',
    junitReport,
  ),
  tap: oneFile(
    'instructor',
    'results.tap',
    'TAP 14 for build servers: a subtest for each student, a point for each check',
    tapReport,
  ),
  moodle: oneFile(
    'platform',
    'grading-worksheet.csv',
    "Moodle's grading worksheet, given with --roster, with grades and comments",
    moodleWorksheet,
  ),
  'moodle-feedback': {
    audience: 'student',
    files: 'moodle-feedback/*/feedback.html',
    describes: 'the pages of students as Moodle takes feedback files: zip what is in the folder',
    write: moodleFeedback,
  },
  canvas: oneFile(
    'platform',
    'canvas.csv',
    "Canvas's gradebook, given with --roster, with the points of the assignment that is called like the lab",
    canvasGradebook,
  ),
  gradescope: {
    audience: 'platform',
    files: 'gradescope/*/results.json',
    describes: 'a results.json for each submission; Gradescope hides what is marked hidden',
    write: gradescopeReports,
  },
  'gradescope-roster': oneFile(
    'platform',
    'gradescope-roster.csv',
    'the class as Gradescope takes a roster; who has no email address is left out',
    gradescopeRoster,
  ),
  'github-summary': oneFile('student', 'summary.md', 'Markdown for the summary of a job on GitHub', githubSummary),
  'github-annotations': oneFile(
    'student',
    'annotations.txt',
    'messages at the lines of a commit on GitHub',
    githubAnnotations,
  ),
  'github-classroom': oneFile(
    'student',
    'github-classroom.json',
    "the checks as tests with scores, for GitHub Classroom's reporter and for Classroom 50",
    githubClassroom,
  ),
} as const satisfies Readonly<Record<string, Report>>;

export const REPORT_KINDS = Object.keys(REPORTS) as readonly ReportKind[];

/** Whether it shows what happened in runs, drawn. */
export function hasDrawings(kind: ReportKind): boolean {
  return kind === 'students' || kind === 'moodle-feedback';
}

/** Whether it is made of names even where a class is graded without: a gradebook has to know whose points they are. */
export function keepsNames(kind: ReportKind): boolean {
  return NAMED.has(kind);
}

const NAMED: ReadonlySet<ReportKind> = new Set([
  'csv',
  'moodle',
  'moodle-feedback',
  'canvas',
  'gradescope',
  'gradescope-roster',
]);

function byName(a: Student, b: Student): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** @returns texts by file name, with `/` between folders, students in the order of their names; every name is safe on any file system */
export function writeReport(
  kind: ReportKind,
  result: ClassResult,
  ground: Ground = NO_GROUND,
): ReadonlyMap<string, string> {
  const results = result.results.toSorted((a, b) => byName(a.submission.student, b.submission.student));
  return REPORTS[kind].write({ ...result, results, absent: result.absent.toSorted(byName) }, ground);
}

function oneFile(
  audience: Audience,
  file: string,
  describes: string,
  write: (result: ClassResult, ground: Ground) => string,
): Report {
  return { audience, files: file, describes, write: (result, ground) => new Map([[file, write(result, ground)]]) };
}
