// Files that a kit hands in: sources and a name. What else a student's page claims in them is not even looked at.
import * as z from 'zod';
import { decodeText, encodeText, type Bytes } from '#util/bytes.js';
import { presentFile, shown, unusable, type Entry } from './entry.js';

const handIn = z.object({
  format: z.literal(1),
  student: z
    .object({ id: z.string().max(200), name: z.string().max(200) })
    .partial()
    .optional(),
  /** By their path; text as it is, other bytes in base64. */
  files: z.record(z.string(), z.union([z.string(), z.object({ base64: z.base64() })])),
});

export interface HandIn {
  readonly entries: readonly Entry[];
  /** What the student typed: it names a submission that nothing else names. */
  readonly student: { readonly id?: string | undefined; readonly name?: string | undefined };
}

export function isHandIn(name: string): boolean {
  return /\.ipclab\.json$/i.test(name);
}

/** @throws IpclabError `usage` when it is none */
export function readHandIn(content: Bytes, path: string): HandIn {
  let value: unknown;
  try {
    value = JSON.parse(decodeText(content));
  } catch {
    throw unusable(`${shown(path)} is damaged or not whole: it is not JSON; hand it in again`);
  }
  const parsed = handIn.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = shown(issue?.path.join('.') ?? '');
    throw unusable(`${shown(path)} is no hand-in file: ${field}: ${issue?.message ?? ''}; hand it in again`);
  }
  const { files, student = {} } = parsed.data;
  const entries = Object.entries(files).map(([name, file]) =>
    presentFile(name, typeof file === 'string' ? encodeText(file) : new Uint8Array(Buffer.from(file.base64, 'base64'))),
  );
  return { entries, student };
}
