// The lines of an EVIDENCE message about what crashed (docs/protocol.md).
import { bytesOf, textOf } from './field.js';

/** A part of memory that a file's code is in. */
export interface CodeMapping {
  readonly begin: number;
  readonly end: number;
  /** Where in the file it begins. */
  readonly offset: number;
  /** `[vdso]`: the kernel's own. */
  readonly path: string;
}

/** A process as it was when a signal ended it that leaves a core image. */
export interface CrashTrace {
  readonly pid: number;
  readonly thread: number;
  /** Number of the signal. */
  readonly signal: number;
  readonly name: string;
  readonly instruction: number;
  readonly stackPointer: number;
  readonly mappings: readonly CodeMapping[];
  /** From the stack pointer on. */
  readonly stack: Uint8Array;
}

const KINDS = ['crash', 'crash-map', 'crash-stack'];

/** Whether a line of such a kind is about a crash. */
export function isOfCrash(kind: string): boolean {
  return KINDS.includes(kind);
}

/**
 * @param text of the whole message
 * @param refuse called with a line that is none; must throw
 */
export function parseCrashes(text: string, refuse: (line: string) => never): CrashTrace[] {
  const traces: CrashTrace[] = [];
  for (const line of text.split('\n')) {
    const [kind = '', ...fields] = line.split(' ');
    if (!isOfCrash(kind)) continue;
    const number = (at: number): number => {
      const value = Number(fields[at] ?? NaN);
      return Number.isNaN(value) ? refuse(line) : value;
    };
    const word = (at: number): string => textOf(fields[at] ?? refuse(line));
    const last = traces.at(-1);
    if (kind === 'crash') {
      traces.push({
        pid: number(0),
        thread: number(1),
        signal: number(2),
        instruction: number(3),
        stackPointer: number(4),
        name: word(5),
        mappings: [],
        stack: new Uint8Array(0),
      });
    } else if (last?.pid !== number(0)) refuse(line);
    else if (kind === 'crash-map') {
      const mapping = { begin: number(1), end: number(2), offset: number(3), path: word(4) };
      traces.splice(-1, 1, { ...last, mappings: [...last.mappings, mapping] });
    } else traces.splice(-1, 1, { ...last, stack: bytesOf(word(1)) });
  }
  return traces;
}
