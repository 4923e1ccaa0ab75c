// An instant of a recording on the command line, as X-rays write it.
import { InvalidArgumentError } from 'commander';

/** Nanoseconds. */
const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9 };

/**
 * @param text such as `12.345 ms`
 * @returns ns since the recording began: the last that is written so
 */
export function instant(text: string): number {
  const [, whole = '', fraction = '', unit = ''] = /^(\d+)(?:\.(\d+))? ?(ns|us|µs|ms|s)$/.exec(text.trim()) ?? [];
  const size = UNITS[unit];
  if (size === undefined) throw new InvalidArgumentError('Give an instant as the X-ray has it, such as 12.345ms.');
  const step = size / 10 ** fraction.length;
  return Math.ceil((Number(whole + fraction) + 0.5) * step) - 1;
}
