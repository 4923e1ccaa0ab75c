// What grading takes of a file that was handed in. What else a student's page claims in it is not even looked at.
import * as z from 'zod';
import { fromBase64 } from '#util/base64.js';
import { encodeText, type Bytes } from '#util/bytes.js';
import { parseAs } from '#util/parse-as.js';
import { HAND_IN_FORMAT } from './hand-in.js';

/** Files by their path; text as it is, other bytes in base64. */
export const handedInFiles = z.record(z.string(), z.union([z.string(), z.object({ base64: z.base64() })]));

export const claimedStudent = z.object({ id: z.string().max(200), name: z.string().max(200) }).partial();

const handIn = z.object({
  format: z.literal(HAND_IN_FORMAT),
  student: claimedStudent.default({}),
  files: handedInFiles,
});

/** What the student typed: it names a submission that nothing else names. */
export type Claimed = Readonly<z.output<typeof handIn>['student']>;

export interface HandedIn {
  /** Path and content of each; nothing about a path is trusted yet. */
  readonly files: readonly (readonly [path: string, content: Bytes])[];
  readonly student: Claimed;
}

/**
 * @param where the file, as a person knows it
 * @throws IpclabError `usage` when it is none
 */
export function readHandIn(text: string, where: string): HandedIn {
  const cure = 'it is damaged, or no hand-in file; hand it in again';
  const { files, student } = parseAs(handIn, text, { where, cure });
  return { files: contentsOf(files), student };
}

export function contentsOf(files: z.output<typeof handedInFiles>): HandedIn['files'] {
  return Object.entries(files).map(([path, file]) => [
    path,
    typeof file === 'string' ? encodeText(file) : fromBase64(file.base64),
  ]);
}
