// Tables as people and spreadsheets write them, row by row with its line.
import { parse, CsvError } from 'csv-parse/sync';
import { IpclabError } from '#util/error.js';

export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** @throws IpclabError `usage` when it is no CSV */
export function parseRows(text: string, file: string): Row[] {
  try {
    const rows: Row[] = [];
    parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ cells, line: lines });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new IpclabError('usage', `${file}: is no CSV (${error.message}); save it as CSV again`);
  }
}

/** Spreadsheets write a semicolon where the comma is the decimal point. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

/** As UTF-8, else as what spreadsheets under Windows write. */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
