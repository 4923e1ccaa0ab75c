// What a person decided beside the grader: points and comments in overrides.csv, which no grading ever writes or loses.
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { LabPlan } from '#lab/job.js';
import { toHundredths } from '#lab/award.js';
import type { SubmissionResult } from '#lab/result.js';
import { ifThere } from '#node/file-error.js';
import { IpclabError } from '#util/error.js';
import { shown } from './intake/entry.js';
import { readCodes } from './anonymous.js';
import { decodeCsv, parseRows, refuseTwice } from './csv-rows.js';

export interface Override {
  /** Id of the submission; in the file also its code, where the class is graded without names. */
  readonly submission: string;
  /** `task/check`; empty: the whole submission. */
  readonly check: string;
  /** Undefined: it is a comment alone. */
  readonly points: number | undefined;
  readonly comment: string;
  readonly by: string;
  /** As it was written: a date, and a time if there is one. */
  readonly at: string;
  readonly line: number;
}

const NAME = 'overrides.csv';
const COLUMNS = ['submission', 'check', 'points', 'comment', 'by', 'at'] as const;

/**
 * @param folder of the results
 * @returns none where there is no such file
 * @throws IpclabError `usage` that names the line and the cure
 */
export async function readOverrides(folder: string, lab: Pick<LabPlan, 'tasks'>): Promise<Override[]> {
  const file = join(folder, NAME);
  const bytes = await ifThere(readFile(file), file, 'make it readable');
  if (bytes === undefined) return [];
  const { idOf } = await readCodes(folder);
  return parseOverrides(decodeCsv(bytes), file, lab).map((one) => ({ ...one, submission: idOf(one.submission) }));
}

/** @throws IpclabError `usage` that names the line and the cure */
export function parseOverrides(text: string, file: string, { tasks }: Pick<LabPlan, 'tasks'>): Override[] {
  const [header, ...rows] = parseRows(text, file);
  const names = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new IpclabError('usage', `${file}: line 1: lacks ${missing.join(', ')}; begin with ${COLUMNS.join(',')}`);
  refuseTwice(names, COLUMNS, file);
  const checks = new Set<string>(tasks.flatMap((task) => task.checks.map((check) => `${task.name}/${check.name}`)));
  return rows.map(({ cells, line }) => {
    const cell = (name: (typeof COLUMNS)[number]): string => cells[names.indexOf(name)]?.trim() ?? '';
    const refuse = (why: string): IpclabError => new IpclabError('usage', `${file}: line ${line}: ${why}`);
    for (const name of ['submission', 'by', 'at'] as const)
      if (cell(name) === '') throw refuse(`has no ${name}; say whose it is, who decided, and when`);
    if (Number.isNaN(Date.parse(cell('at')))) throw refuse(`${cell('at')} is no date; write it like 2026-11-26`);
    if (cell('check') !== '' && !checks.has(cell('check')))
      throw refuse(`the lab has no check ${cell('check')}; name one like ${[...checks][0] ?? 'task/check'}`);
    const points = cell('points') === '' ? undefined : Number(cell('points').replace(',', '.'));
    if (points !== undefined && !/^\d{1,6}(?:[.,]\d{1,6})?$/.test(cell('points')))
      throw refuse(`${cell('points')} is no number of points; give 0 or more, or leave it empty`);
    if (points === undefined && cell('comment') === '') throw refuse('has neither points nor a comment; give one');
    const { submission, comment, by, at } = {
      submission: cell('submission'),
      comment: cell('comment'),
      by: cell('by'),
      at: cell('at'),
    };
    return { submission, check: cell('check'), points, comment, by, at, line };
  });
}

/** The results with what a person decided; of two decisions about one thing the last in the file counts. */
export function withOverrides(
  results: readonly SubmissionResult[],
  overrides: readonly Override[],
): SubmissionResult[] {
  return results.map((result) => {
    const own = overrides.filter(({ submission }) => submission === result.submission.id);
    return own.length === 0 ? result : override(result, new Map(own.map((one) => [one.check, one])));
  });
}

function override(result: SubmissionResult, decisions: ReadonlyMap<string, Override>): SubmissionResult {
  const tasks = result.tasks.map((task) => {
    const checks = task.checks.map((check) => {
      const decision = decisions.get(`${task.name}/${check.name}`);
      return decision
        ? { ...check, points: decision.points ?? check.points, byHand: decided(decision, check.points) }
        : check;
    });
    return { ...task, checks, points: toHundredths(checks.reduce((sum, { points }) => sum + points, 0)) };
  });
  const sum = toHundredths(tasks.reduce((all, { points }) => all + points, 0));
  const whole = decisions.get('');
  if (!whole) return { ...result, tasks, points: sum };
  // Who has points from a person has been graded, whatever became of the machine.
  const graded = whole.points === undefined ? {} : ({ status: 'graded', reason: null } as const);
  return { ...result, ...graded, tasks, points: whole.points ?? sum, byHand: decided(whole, sum) };
}

function decided({ points, comment, by, at }: Override, before: number): NonNullable<SubmissionResult['byHand']> {
  return { by, at, ...(comment === '' ? {} : { comment }), ...(points === undefined ? {} : { before }) };
}

/** Decisions about submissions that are not there. */
export function unknownIn(overrides: readonly Override[], results: readonly SubmissionResult[]): string[] {
  const ids = new Set(results.map(({ submission }) => submission.id));
  return overrides
    .filter(({ submission }) => !ids.has(submission))
    .map(({ submission, line }) => `${NAME}: line ${line}: there is no submission ${shown(submission)}`);
}
