// What happened in a run as a file, in the format that its name says.
import { extname } from 'node:path';
import { writeWhole } from '#node/whole-file.js';
import { xrayHtml } from '#site/xray-html.js';
import { IpclabError } from '#util/error.js';
import { traceOf } from '#xray/perfetto.js';
import { timelineOf } from '#xray/timeline.js';
import { lineOfData, type XrayData } from '#xray/xray-data.js';

type Format = (data: XrayData) => string | Promise<string>;

const PAGE = '.html';

/** By the end of a file's name. */
const FORMATS: Readonly<Record<string, Format>> = {
  [PAGE]: (data) => xrayHtml([data]),
  '.json': (data) => `${JSON.stringify(data)}\n`,
  '.perfetto': (data) => `${JSON.stringify(traceOf(timelineOf(data.recording, lineOfData(data))))}\n`,
};

/**
 * @param option of the command line, that named the file
 * @throws IpclabError `usage` when the name says no format
 */
export function requireFormat(option: string, path: string): Format {
  const format = FORMATS[extname(path)];
  if (format) return format;
  const known = Object.keys(FORMATS).join(', ');
  throw new IpclabError('usage', `${option} ${path}: the name of the file says the format; it ends in one of ${known}`);
}

/** @throws IpclabError `usage` when the name does not say that it is a page, which alone can show several runs */
export function requirePage(option: string, path: string): void {
  if (extname(path) === PAGE) return;
  throw new IpclabError('usage', `${option} ${path}: two runs are drawn on one page; give the file a name in ${PAGE}`);
}

/** Several runs on one page, see {@link requirePage}. */
export async function writeXrays(option: string, path: string, runs: readonly XrayData[]): Promise<void> {
  await writeWhole(path, await xrayHtml(runs), { cure: `give ${option} another file` });
}

/** @throws IpclabError `usage` when the file cannot be written, or its name says no format */
export async function writeXray(option: string, path: string, data: XrayData): Promise<void> {
  await writeWhole(path, await requireFormat(option, path)(data), { cure: `give ${option} another file` });
}
