// What images/gcc/sanitizer/reporter.c writes: who said what.
import { decodeText, type Bytes } from '#util/bytes.js';

const KINDS = ['start', 'fork', 'text', 'end', 'exec', 'stay'] as const;

export interface ReportRecord {
  readonly kind: (typeof KINDS)[number];
  readonly pid: number;
  /** The process that started the program. */
  readonly first: number;
  readonly program: string;
  readonly bytes: Bytes;
}

export interface Records {
  readonly records: readonly ReportRecord[];
  /** Whether something else came than records: it was written by the program itself. */
  readonly foreign: boolean;
}

const HEAD = /^!([a-z]+) (\d{1,10}) (\d{1,10}) (\d{1,4}) ([!-~]{0,31})$/;
const LONGEST_HEAD = 128;
const LINE_END = 10;

export function parseRecords(stream: Uint8Array): Records {
  const records: ReportRecord[] = [];
  for (let at = 0; at < stream.length;) {
    const end = stream.subarray(at, at + LONGEST_HEAD).indexOf(LINE_END);
    const [, kind, pid, first, size, program] = HEAD.exec(decodeText(stream.slice(at, at + Math.max(end, 0)))) ?? [];
    const known = KINDS.find((one) => one === kind);
    const from = at + end + 1;
    const to = from + Number(size);
    if (known === undefined || program === undefined || to > stream.length) return { records, foreign: true };
    records.push({ kind: known, pid: Number(pid), first: Number(first), program, bytes: stream.slice(from, to) });
    at = to;
  }
  return { records, foreign: false };
}
