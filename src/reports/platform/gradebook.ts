// A learning platform's own gradebook: taken as it came, and given back with points in it.
import type { SubmissionResult } from '#lab/result.js';
import { IpclabError } from '#util/error.js';
import { escapeLine } from '#util/escape.js';
import { countsFor } from '../words.js';

export interface Gradebook {
  readonly platform: 'moodle' | 'canvas';
  /** Its name, for the messages. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    readonly line: number;
    /** Id of its student; undefined: it is none's. */
    readonly student: string | undefined;
  }[];
}

/** What is read or written of each: none of them may be there twice. */
export const GRADEBOOK_COLUMNS: Readonly<Record<Gradebook['platform'], readonly string[]>> = {
  moodle: ['Identifier', 'Full name', 'Grade', 'Maximum Grade', 'Feedback comments'],
  canvas: ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section'],
};

/** By these a gradebook is known; a platform in another language calls them something else. */
const KNOWN_BY: Readonly<Record<Gradebook['platform'], readonly string[]>> = {
  moodle: ['Identifier', 'Grade', 'Maximum Grade'],
  canvas: ['Student', 'ID', 'Section'],
};

/** @returns undefined when it is a list like any other */
export function platformOfGradebook(header: readonly string[]): Gradebook['platform'] | undefined {
  const has = (platform: Gradebook['platform']): boolean => KNOWN_BY[platform].every((name) => header.includes(name));
  if (has('moodle')) return 'moodle';
  return has('canvas') ? 'canvas' : undefined;
}

/** @throws IpclabError `usage` when the roster is not this platform's gradebook */
export function gradebookOf(gradebook: Gradebook | undefined, platform: Gradebook['platform']): Gradebook {
  if (gradebook?.platform === platform) return gradebook;
  const [wanted, by] = {
    moodle: ["Moodle's grading worksheet", 'Moodle'],
    canvas: ["Canvas's exported gradebook", 'Canvas'],
  }[platform];
  throw new IpclabError(
    'usage',
    `--report ${platform}: needs ${wanted}, with the columns ${KNOWN_BY[platform].join(', ')}; set ${by} to English, download it, and give it with --roster`,
  );
}

/** The result of each student that counts; who has several of which no rule chooses has none, since a person decides. */
export function resultsByStudent(all: readonly SubmissionResult[]): Map<string, SubmissionResult> {
  const results = all.filter(countsFor);
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const { submission } of results) (seen.has(submission.student.id) ? several : seen).add(submission.student.id);
  const counting = results.filter(({ submission }) => !several.has(submission.student.id));
  return new Map(counting.map((result) => [result.submission.student.id, result]));
}

/**
 * @param cell the most points that the platform has for it, if it says so
 * @param place the file and the line
 * @throws IpclabError `usage` for a scale of words, or a number that can be read in two ways
 */
export function maximumIn(cell: string | undefined, place: string): number | undefined {
  const text = cell?.trim() ?? '';
  if (text === '') return undefined;
  const most = /^\d{1,9}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : 0;
  if (most > 0) return most;
  throw new IpclabError(
    'usage',
    `${place}: ${escapeLine(text)} is no maximum of points; let the platform grade with points, or write it like 100`,
  );
}

/** Points on the scale of the platform, with two decimals at most; as they are where it says none. */
export function scaled({ points, maxPoints }: SubmissionResult, maximum: number | undefined): string {
  const share = maximum !== undefined && maxPoints > 0 ? maximum / maxPoints : 1;
  return String(Number((points * share).toFixed(2)));
}
