// A learning platform's own gradebook: taken as it came, and given back with points in it.
import { stringify } from 'csv-stringify/browser/esm/sync';
import type { SubmissionResult } from '#lab/result.js';
import { IpclabError } from '#util/error.js';
import { countsFor } from '../words.js';

export interface Gradebook {
  readonly platform: 'moodle' | 'canvas';
  /** Its name, for the messages. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    /** Id of its student; undefined: it is none's. */
    readonly student: string | undefined;
  }[];
}

/** @returns undefined when it is a list like any other */
export function platformOfGradebook(header: readonly string[]): Gradebook['platform'] | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => header.includes(name));
  if (has('Identifier', 'Grade', 'Maximum Grade')) return 'moodle';
  return has('Student', 'ID', 'Section') ? 'canvas' : undefined;
}

/** @throws IpclabError `usage` when the roster is not this platform's gradebook */
export function gradebookOf(gradebook: Gradebook | undefined, platform: Gradebook['platform']): Gradebook {
  if (gradebook?.platform === platform) return gradebook;
  const wanted = { moodle: "Moodle's grading worksheet", canvas: "Canvas's exported gradebook" }[platform];
  throw new IpclabError('usage', `--report ${platform}: needs ${wanted}; give it with --roster`);
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

/** Points on the scale of the platform, with two decimals at most; as they are where it says none. */
export function scaled({ points, maxPoints }: SubmissionResult, maximum: string | undefined): string {
  const most = Number(maximum?.replace(',', '.') ?? '');
  const share = Number.isFinite(most) && most > 0 && maxPoints > 0 ? most / maxPoints : 1;
  return String(Number((points * share).toFixed(2)));
}

/** As the platform writes and reads it: every cell is given back as it came. */
export function asCsv(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { bom: true, record_delimiter: 'windows' });
}
