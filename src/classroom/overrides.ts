// What a person decided beside the grader: points and comments in overrides.csv, which no grading ever writes or loses.
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { LabPlan } from '#lab/job.js';
import { maxPointsOf } from '#lab/assemble.js';
import { toHundredths } from '#lab/award.js';
import type { SubmissionResult } from '#lab/result.js';
import { ifThere } from '#node/file-error.js';
import { IpclabError } from '#util/error.js';
import { writtenTime } from '#util/written-time.js';
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
const NUMBER = /^\d{1,6}(?:[.,]\d{1,6})?$/;

/**
 * @param folder of the results
 * @returns none where there is no such file
 * @throws IpclabError `usage` that names the line and the cure
 */
export async function readOverrides(folder: string, lab: Pick<LabPlan, 'tasks'>): Promise<Override[]> {
  const file = join(folder, NAME);
  const bytes = await ifThere(readFile(file), file, 'put a CSV file there, or remove what is there');
  if (bytes === undefined) return [];
  const { idOf } = await readCodes(folder);
  return parseOverrides(decodeCsv(bytes), file, lab).map((one) => ({ ...one, submission: idOf(one.submission) }));
}

/** @throws IpclabError `usage` that names the line and the cure */
export function parseOverrides(text: string, file: string, lab: Pick<LabPlan, 'tasks'>): Override[] {
  const [header, ...rows] = parseRows(text, file);
  const names = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new IpclabError('usage', `${file}: line 1: lacks ${missing.join(', ')}; begin with ${COLUMNS.join(',')}`);
  refuseTwice(names, COLUMNS, `${file}: line ${header?.line ?? 1}`);
  const most = new Map(
    lab.tasks.flatMap(({ name, checks }) => checks.map((check) => [`${name}/${check.name}`, check.points])),
  );
  const [example = 'task/check'] = most.keys();
  most.set('', maxPointsOf(lab));
  return rows.map(({ cells, line }) => {
    const cell = (name: (typeof COLUMNS)[number]): string => cells[names.indexOf(name)]?.trim() ?? '';
    const refuse = (why: string): IpclabError => new IpclabError('usage', `${file}: line ${line}: ${why}`);
    for (const name of ['submission', 'by', 'at'] as const)
      if (cell(name) === '') throw refuse(`has no ${name}; say whose it is, who decided, and when`);
    if (!writtenTime(cell('at')))
      throw refuse(
        `${shown(cell('at'))} is no date; write it like 2026-11-26, in a spreadsheet into a column formatted as text`,
      );
    const largest = most.get(cell('check'));
    if (largest === undefined)
      throw refuse(`the lab has no check ${shown(cell('check'))}; name one like ${example}, or none for the whole lab`);
    const points = cell('points') === '' ? undefined : Number(cell('points').replace(',', '.'));
    if (points !== undefined && !(NUMBER.test(cell('points')) && points <= largest))
      throw refuse(`${shown(cell('points'))} is no number of points here; give 0 to ${largest}, or leave it empty`);
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

/** Sentences about decisions that change nothing: about a submission that is not there, or made again further down. */
export function withoutEffect(overrides: readonly Override[], results: readonly SubmissionResult[]): string[] {
  const ids = new Set(results.map(({ submission }) => submission.id));
  const last = new Map(overrides.map((one) => [subjectOf(one), one.line]));
  const sentences = overrides.flatMap((one) => {
    const counting = last.get(subjectOf(one)) ?? one.line;
    const place = `${NAME}: line ${one.line}`;
    if (!ids.has(one.submission)) return [`${place}: there is no submission ${shown(one.submission)}`];
    return counting === one.line
      ? []
      : [`${place}: line ${counting} decides the same for ${shown(one.submission)}, and counts`];
  });
  const more = sentences.length - MOST_TOLD;
  return more > 0 ? [...sentences.slice(0, MOST_TOLD), `${NAME}: ${more} more lines change nothing`] : sentences;
}

/** More are a file that is of another class. */
const MOST_TOLD = 10;

function subjectOf({ submission, check }: Override): string {
  return JSON.stringify([submission, check]);
}
