// Reading a recording from a file.
import { parseAs } from '#util/parse-as.js';
import { recordingSchema, xrayDataSchema } from './schema.js';
import type { XrayData } from './xray-data.js';

const CURE = 'give a file that ipclab run --xray FILE.json wrote';

/**
 * @param where the file, as a person knows it
 * @throws IpclabError `usage` that names the file and the field
 */
export function parseXrayFile(text: string, where: string): XrayData {
  // A recording alone has no lines and no sources.
  if (/^\s*\{\s*"version"/.test(text))
    return { title: where, recording: parseAs(recordingSchema, text, { where, cure: CURE }) };
  return parseAs(xrayDataSchema, text, { where, cure: CURE });
}
