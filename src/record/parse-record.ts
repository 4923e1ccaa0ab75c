// Reading a record from a file.
import * as z from 'zod';
import { IpclabError } from '#util/error.js';
import { parseAs, readAs } from '#util/parse-as.js';
import { RECORD_FORMAT, type RunRecord } from './record.js';
import { runRecord } from './schema.js';

/** A record of whatever version. */
const versioned = z.object({ format: z.int() });

/** @throws IpclabError `usage` that names the file and the field */
export function parseRecord(text: string, where: string): RunRecord {
  const reading = readAs(versioned, text);
  if ('value' in reading && reading.value.format !== RECORD_FORMAT) {
    throw new IpclabError(
      'usage',
      `${where}: was made by another version of ipclab; make it again with: ipclab run --record`,
    );
  }
  return parseAs(runRecord, text, { where, cure: 'give a file that ipclab run --record wrote' });
}
