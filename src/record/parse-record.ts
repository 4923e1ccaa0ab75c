// Reading a record from a file.
import { parseAs } from '#util/parse-as.js';
import type { RunRecord } from './record.js';
import { runRecord } from './schema.js';

/** @throws IpclabError `usage` that names the file and the field */
export function parseRecord(text: string, where: string): RunRecord {
  return parseAs(runRecord, text, { where, cure: 'give a file that ipclab run --record wrote' });
}
