// What a picture of a run needs beside its recording, as plain data that JSON can hold.
import type { Recording } from './events.js';
import type { LineOf, SourceLine } from './source-line.js';

export interface XrayData {
  readonly title: string;
  readonly recording: Recording;
  /** Lines of the sources by programs and addresses. */
  readonly lines?: Readonly<Record<string, Readonly<Record<string, SourceLine>>>> | undefined;
  /** Texts of the sources, by the names that lines have. */
  readonly sources?: Readonly<Record<string, string>> | undefined;
}

export function lineOfData({ lines = {} }: Pick<XrayData, 'lines'>): LineOf {
  return (address, program) => lines[program ?? '']?.[String(address)];
}

/** Files of the sources that lines are in. */
export function filesOfLines(lines: NonNullable<XrayData['lines']>): ReadonlySet<string> {
  return new Set(Object.values(lines).flatMap((found) => Object.values(found).map(({ file }) => file)));
}
