import { stringify } from 'csv-stringify/browser/esm/sync';

/** RFC 4180, with a byte order mark, without which Excel takes UTF-8 for something else. */
export function asCsv(rows: readonly (readonly (string | number)[])[]): string {
  // A cell of several lines is one cell to whatever a reader takes for the end of a line.
  return stringify(rows as (string | number)[][], { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}
