// Files that a kit hands in: sources and a name. What else a student's page claims in them is not even looked at.
import * as z from 'zod';
import { decodeText, encodeText, type Bytes } from '#util/bytes.js';
import { parseAs } from '#util/parse-as.js';
import type { Caps } from './caps.js';
import { presentFile, shown, type Entry } from './entry.js';
import { tooMany } from './zip.js';

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

/** What is saved or copied a second time is numbered: `ipclab (1).json`, `ipclab(1).json`, `ipclab-1.json`, `ipclab - Copy.json`. */
const ENDING = /\.ipclab(?:[ (-][^./\\]{0,40})?\.json$/i;

export function isHandIn(name: string): boolean {
  return ENDING.test(name);
}

/** The name without what makes it a hand-in's. */
export function handInStem(name: string): string {
  return name.replace(ENDING, '');
}

/** @throws IpclabError `usage` when it is none, or has more files than anybody hands in */
export function readHandIn(content: Bytes, path: string, { entries: most }: Pick<Caps, 'entries'>): HandIn {
  const cure = 'it is damaged, or no hand-in file; hand it in again';
  const { files, student = {} } = parseAs(handIn, decodeText(content), { where: shown(path), cure });
  const named = Object.entries(files);
  if (named.length > most) throw tooMany(shown(path), most);
  const entries = named.map(([name, file]) =>
    presentFile(name, typeof file === 'string' ? encodeText(file) : new Uint8Array(Buffer.from(file.base64, 'base64'))),
  );
  return { entries, student };
}
