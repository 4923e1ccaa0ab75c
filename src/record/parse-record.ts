// Reading a record from a file.
import { IpclabError } from '#util/error.js';
import type { RunRecord } from './record.js';
import { runRecord } from './schema.js';

/** @throws IpclabError `usage` that names the file and the field */
export function parseRecord(text: string, where: string): RunRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new IpclabError('usage', `${where}: is not JSON; give a file that ipclab run --record wrote`);
  }
  const parsed = runRecord.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new IpclabError(
    'usage',
    `${where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}; give a file that ipclab run --record wrote`,
  );
}
