// Tables as people and spreadsheets write them, row by row with its line.
import { parse, CsvError } from 'csv-parse/sync';
import { IpclabError } from '#util/error.js';

export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Of Windows, Unix and old Macs; a file that several programs wrote into has several. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

/**
 * @returns the heading first, and the rows under it
 * @throws IpclabError `usage` that names the line and the cure, when it is no CSV or a row has more cells than the heading
 */
export function parseRows(text: string, file: string): Row[] {
  if (text.includes('\0')) throw new IpclabError('usage', `${file}: is no text; save it as CSV in UTF-8`);
  // Excel writes and reads a first line that says what separates the cells.
  const told = /^\ufeff?sep=(.)(?:\r\n|\n|\r)/i.exec(text)?.[1];
  try {
    const rows: Row[] = [];
    parse(text, {
      bom: true,
      from_line: told === undefined ? 1 : 2,
      delimiter: told ?? delimiterOf(text),
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ cells, line: lines });
        refuseMore(cells.length, rows[0]?.cells.length ?? 0, `${file}: line ${lines}`);
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new IpclabError('usage', `${file}: ${wrongQuote(error)}`);
  }
}

/** What cannot be read is always a matter of quotation marks. */
function wrongQuote({ code, lines }: CsvError & { readonly lines?: number }): string {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? `line ${lines ?? 1}: a quotation mark opens a cell and none closes it; add that, or remove the mark`
    : `line ${lines ?? 1}: a quotation mark within a cell; put quotation marks around the whole cell, and write it twice inside`;
}

/** A comma too many would move each cell behind it into the next column. */
function refuseMore(cells: number, columns: number, place: string): void {
  if (cells > columns)
    throw new IpclabError(
      'usage',
      `${place}: has ${cells} cells under a heading of ${columns}; put quotation marks around a cell with commas or semicolons in it, or remove what is too much`,
    );
}

/** Spreadsheets write a semicolon where the comma is the decimal point; what stands in quotes separates nothing. */
function delimiterOf(text: string): string {
  const [header = ''] = text
    .replace(/"[^"]*"/g, '')
    .trimStart()
    .split(/[\r\n]/, 1);
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}

/**
 * @param titles of the columns, as they are compared
 * @param used those that are read
 * @param place the file, and the line of its heading
 * @throws IpclabError `usage` when one of them is there twice: which of two cells counts would be chance
 */
export function refuseTwice(titles: readonly string[], used: readonly string[], place: string): void {
  const twice = used.find((title) => titles.indexOf(title) !== titles.lastIndexOf(title));
  if (twice !== undefined)
    throw new IpclabError('usage', `${place}: has several columns "${twice}"; keep the one that counts`);
}

/** As the byte order mark says, else as UTF-8, else as what spreadsheets under Windows write. */
export function decodeCsv(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
