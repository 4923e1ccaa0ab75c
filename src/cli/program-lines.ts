// Output of several programs in one terminal or pipe: line by line, each with the name of who wrote it.
import { concat, encodeText } from '#util/bytes.js';
import type { OutputStream } from '#guest/job.js';

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** A line that is longer is shown in parts, so that one without an end needs no memory. */
const LONGEST = 64 * 1024;

export class ProgramLines {
  readonly #prefixes: readonly Uint8Array[];
  readonly #write: (stream: OutputStream, bytes: Uint8Array) => void;
  readonly #showsUnfinished: boolean;
  /** What came after the last newline of each program's streams. */
  readonly #rest = new Map<string, Uint8Array[]>();
  /** Whose unfinished line is the last thing that was shown. */
  #open: string | undefined;

  /**
   * @param names of the programs
   * @param showsUnfinished a person looks on: the beginning of a line, such as a prompt, is shown before its end
   */
  constructor(
    names: readonly string[],
    write: (stream: OutputStream, bytes: Uint8Array) => void,
    showsUnfinished = false,
  ) {
    const width = Math.max(...names.map(({ length }) => length));
    this.#prefixes = names.map((name) => encodeText(`${name.padEnd(width)} | `));
    this.#write = write;
    this.#showsUnfinished = showsUnfinished;
  }

  /** Columns that are left of so many. */
  width(columns: number): number {
    return Math.max(columns - (this.#prefixes[0]?.length ?? 0), 1);
  }

  /** @param program its index among the names */
  add(program: number, stream: OutputStream, bytes: Uint8Array): void {
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      this.#keep(program, stream, bytes.subarray(from, end));
      this.#show(program, stream, true);
      from = end + 1;
    }
    this.#keep(program, stream, bytes.slice(from));
    if (this.#showsUnfinished || this.#size(program, stream) > LONGEST) this.#show(program, stream, false);
  }

  /** The program has ended: what it did not finish is shown. */
  end(program: number): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const isOpen = this.#open === key(program, stream);
      if (isOpen || this.#size(program, stream) > 0) this.#show(program, stream, true);
    }
  }

  #keep(program: number, stream: OutputStream, part: Uint8Array): void {
    const id = key(program, stream);
    const rest = this.#rest.get(id) ?? [];
    if (part.length > 0) rest.push(part);
    this.#rest.set(id, rest);
  }

  #size(program: number, stream: OutputStream): number {
    return (this.#rest.get(key(program, stream)) ?? []).reduce((sum, { length }) => sum + length, 0);
  }

  #show(program: number, stream: OutputStream, isWhole: boolean): void {
    const id = key(program, stream);
    const parts = this.#rest.get(id) ?? [];
    const isOpen = this.#open === id;
    if (!isWhole && parts.length === 0) return;
    this.#rest.set(id, []);
    let text = concat(parts);
    // A terminal ends its lines so.
    if (isWhole && text.at(-1) === RETURN) text = text.subarray(0, -1);
    const before = isOpen ? [] : [...(this.#open === undefined ? [] : [encodeText('\n')]), this.#prefixes[program]];
    const whole = [...before, text, ...(isWhole ? [encodeText('\n')] : [])];
    this.#write(stream, concat(whole.filter((part) => part !== undefined)));
    this.#open = isWhole ? undefined : id;
  }
}

function key(program: number, stream: OutputStream): string {
  return `${program} ${stream}`;
}
