// Which line of which source a system call was made from.
import type { CallEvent } from './events.js';

export interface SourceLine {
  /** As the compiler was told it. */
  readonly file: string;
  readonly line: number;
  readonly function?: string | undefined;
}

/**
 * What a program's debug information says of an address.
 *
 * @param program path that exec(2) was given; undefined: the recording began later
 */
export type LineOf = (address: number, program: string | undefined) => SourceLine | undefined;

/** The innermost caller that is a line of the program; libraries have none. */
export function lineOfCall(
  { callers }: CallEvent,
  program: string | undefined,
  lineOf: LineOf,
): SourceLine | undefined {
  for (const address of callers) {
    // Where a call returns to may be the next line already.
    const line = lineOf(address - 1, program);
    if (line) return line;
  }
  return undefined;
}
