// Reports as files: each there whole or as it was before.
import { join } from 'node:path';
import type { ClassResult } from '#lab/result.js';
import { writeWhole } from '#node/whole-file.js';
import type { Ground } from '#reports/ground.js';
import { keepsNames, REPORT_KINDS, REPORTS, writeReport, type ReportKind } from '#reports/reports.js';
import { IpclabError } from '#util/error.js';
import type { AnonymousKey } from './anonymous.js';

export { NO_GROUND, type Ground } from '#reports/ground.js';
export { hasDrawings } from '#reports/reports.js';
export { reportHelp } from '#reports/documentation.js';

export interface ReportRequest {
  readonly kind: ReportKind;
  /** A file, or a folder for a kind of several files; `-` is standard output. Absent: the usual place. */
  readonly to: string | undefined;
}

/** @throws IpclabError `usage` for `KIND[=FILE]` that is none */
export function parseReport(text: string): ReportRequest {
  const [kind = '', ...rest] = text.split('=');
  const known = REPORT_KINDS.find((each) => each === kind);
  if (!known)
    throw new IpclabError(
      'usage',
      `--report ${text}: there is no such report; the kinds are ${REPORT_KINDS.join(', ')}`,
    );
  const to = rest.length === 0 ? undefined : rest.join('=');
  if (to === '')
    throw new IpclabError('usage', `--report ${text}: names no file; write ${kind}=FILE, or ${kind} alone`);
  if (to === '-' && REPORTS[known].files.includes('*'))
    throw new IpclabError('usage', `--report ${text}: is several files; give a folder for them`);
  return { kind: known, to };
}

/**
 * Told before an hour of grading, not after it.
 *
 * @throws IpclabError `usage` when a report cannot be made of what it needs beside results
 */
export function checkRequests(requests: readonly ReportRequest[], lab: ClassResult['lab'], ground: Ground): void {
  for (const { kind } of requests) writeReport(kind, { lab, results: [], absent: [] }, ground);
}

/**
 * @param ground what the class was graded by, for reports that show it
 * @param folder of the results: the usual place is `reports/` in it, and `reports/anonymous/` of what has no names
 * @returns the path of each report that is a file, or of the folder of its files
 * @throws IpclabError `usage` when one cannot be written
 */
export async function writeReports(
  requests: readonly ReportRequest[],
  result: ClassResult,
  ground: Ground,
  folder: string,
  print: (text: string) => void,
  key?: AnonymousKey,
): Promise<string[]> {
  const written: string[] = [];
  const without = key?.of(result);
  for (const { kind, to } of requests) {
    const isAnonymous = without !== undefined && !keepsNames(kind);
    const texts = writeReport(kind, isAnonymous ? without : result, ground);
    const place = join(folder, 'reports', isAnonymous ? 'anonymous' : '');
    if (to === '-') {
      for (const text of texts.values()) print(text);
      continue;
    }
    const isFile = !REPORTS[kind].files.includes('*');
    for (const [name, text] of texts) {
      const path = to === undefined ? join(place, name) : isFile ? to : join(to, name);
      await writeWhole(path, text, { cure: 'give another file' });
    }
    const usual = join(place, REPORTS[kind].files.replace(/\/?\*.*$/, ''));
    written.push(to ?? usual);
  }
  return written;
}
