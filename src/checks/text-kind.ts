// A kind of check of one text: what an output stream, a file or a compiler's messages must be.
import type * as z from 'zod';
import type { Bytes } from '#util/bytes.js';
import type { Leaves } from './leaves.js';

/** A text that is looked at. */
export interface SeenText {
  readonly bytes: Uint8Array;
  /** The same as text. */
  readonly text: string;
  /** What it may be compared with, by name. */
  readonly known: Readonly<Record<string, Bytes>>;
}

/** The one text that was wanted, and the one that came, as they are shown side by side. */
export interface TextPair {
  readonly wanted: string;
  readonly seen: string;
}

export interface TextKind<Name extends string = string, Wanted = unknown> {
  /** The one key of a check of this kind. */
  readonly name: Name;
  /** What stands under the key: author's words in the documentation. */
  readonly usage: string;
  /** What must hold, for an editor and for the documentation. */
  readonly help: string;
  /** What stands under the key. Patterns and numbers are {@link Leaves}, so that a case can fill them. */
  schema(leaves: Leaves): z.ZodType<Wanted>;
  /** @returns undefined when it holds, else what was seen, without a subject: `lacks "x"` */
  problem(wanted: Wanted, seen: SeenText): string | undefined;
  /** Where one exact text is wanted: both. */
  pair?(wanted: Wanted, text: string): TextPair;
  /** The names of the files that it compares with. */
  comparedWith?(wanted: Wanted): readonly string[];
}

/** Keeps the types of a kind's name and of what stands under it. */
export function textKind<const Name extends string, Wanted>(kind: TextKind<Name, Wanted>): TextKind<Name, Wanted> {
  return kind;
}
