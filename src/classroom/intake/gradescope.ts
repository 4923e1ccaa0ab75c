// What Gradescope exports: a folder for each submission, and one file that says whose they are and when they came.
import { parse, YAMLParseError } from 'yaml';
import * as z from 'zod';
import { decodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { inWords, STUDENT_CAPS } from './caps.js';
import { shown, type Entry } from './entry.js';
import { commonFolder, isLitter, safePath } from './path.js';
import type { PlatformStudent } from './platform-name.js';

/** By the folder's name, everybody who handed it in. */
export type GradescopeExport = ReadonlyMap<string, readonly PlatformStudent[]>;

const NAME = 'submission_metadata.yml';
const FOLDER = /^submission_\d+$/;

/** Every scalar is read as text: a number of a student may begin with zeros. */
const submitter = z
  .object({ ':name': z.string(), ':sid': z.string(), ':email': z.string() })
  .partial()
  .transform((one) => ({ name: one[':name'] ?? '', sid: one[':sid'] ?? '', email: one[':email'] ?? '' }));
const metadata = z.record(
  z.string(),
  z.object({ ':submitters': z.array(submitter).default([]), ':created_at': z.string().optional() }),
);

/**
 * @param path of what was given, for the messages
 * @returns undefined when it is no export of Gradescope's
 * @throws IpclabError `usage` when it is one and cannot be read
 */
export async function readGradescope(entries: readonly Entry[], path: string): Promise<GradescopeExport | undefined> {
  const placed = entries.flatMap((entry) => {
    const checked = safePath(entry.path);
    return 'path' in checked && !isLitter(checked.path) && entry.kind === 'file' ? [{ entry, path: checked.path }] : [];
  });
  const root = commonFolder(placed.map((one) => one.path));
  const file = placed.find((one) => one.path === root + NAME)?.entry;
  if (!file || !placed.some((one) => FOLDER.test(one.path.slice(root.length).split('/')[0] ?? ''))) return undefined;
  const refuse = (why: string): IpclabError =>
    new IpclabError('usage', `${path}: ${NAME} ${why}; export the submissions from Gradescope again`);
  if (file.size > STUDENT_CAPS.archive) throw refuse(`is larger than ${inWords(STUDENT_CAPS.archive)}`);
  const read = metadata.safeParse(yamlOf(decodeText(await file.read()), refuse));
  if (!read.success) throw refuse(`is not what Gradescope writes (${shown(z.prettifyError(read.error))})`);
  return new Map(
    Object.entries(read.data).map(([folder, { ':submitters': all, ':created_at': at }]) => {
      const names = all.map(({ name, email, sid }) => name || email || sid);
      return [folder, all.map((one, index) => student(one, at, names.toSpliced(index, 1)))];
    }),
  );
}

function yamlOf(text: string, refuse: (why: string) => IpclabError): unknown {
  try {
    return parse(text, { schema: 'failsafe', maxAliasCount: 0, logLevel: 'error' });
  } catch (error) {
    if (error instanceof YAMLParseError || error instanceof ReferenceError)
      throw refuse(`is damaged (${shown(error.message)})`);
    throw error;
  }
}

function student(
  { name, sid, email }: z.output<typeof submitter>,
  at: string | undefined,
  together: readonly string[],
): PlatformStudent {
  const ids = [sid, email].filter((one) => one !== '');
  const time = timeOf(at);
  return {
    name: name === '' ? (ids[0] ?? 'somebody') : name,
    participant: '',
    ids,
    together,
    ...(time && { at: time }),
  };
}

/** `2026-11-26 10:11:12.123456789 Z`, or with another zone. */
function timeOf(text = ''): Date | undefined {
  const { day, time, zone } =
    /^(?<day>\d{4}-\d\d-\d\d)[T ](?<time>\d\d:\d\d:\d\d)(?:\.\d+)? ?(?<zone>Z|[+-]\d\d:?\d\d)?$/.exec(text)?.groups ??
    {};
  const at = new Date(`${day ?? ''}T${time ?? ''}${zone ?? 'Z'}`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
