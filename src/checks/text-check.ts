// Checks of a text, as metadata hold them: each is an object with one key, the name of its kind.
import * as z from 'zod';
import { decodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import type { Leaves } from './leaves.js';
import type { SeenText, TextKind, TextPair } from './text-kind.js';
import { TEXT_KINDS } from './text/registry.js';

type CheckOf<Kind> = Kind extends TextKind<infer Name, infer Wanted> ? Readonly<Record<Name, Wanted>> : never;

export type TextCheck = CheckOf<(typeof TEXT_KINDS)[number]>;

const made = new WeakMap<Leaves, z.ZodType<TextCheck>>();

/** One schema for all that look at texts, so that the JSON Schema has it once. */
export function textCheckWith(leaves: Leaves): z.ZodType<TextCheck> {
  const known = made.get(leaves);
  if (known) return known;
  const forms = TEXT_KINDS.map((kind: TextKind): z.ZodType =>
    z.strictObject({ [kind.name]: kind.schema(leaves).describe(kind.help) }),
  );
  const check = z.union(forms) as z.ZodType<TextCheck>;
  made.set(leaves, check);
  return check;
}

/** One check or several. */
export function textChecksWith(leaves: Leaves): z.ZodType<TextCheck[]> {
  const check = textCheckWith(leaves);
  return z.union([check.transform((one) => [one]), z.array(check)]);
}

/** Of a text that has no files beside it, such as what a compiler says. */
export function loneTextChecksWith(leaves: Leaves): z.ZodType<TextCheck[]> {
  return textChecksWith(leaves).refine((checks) => comparedWith(checks).length === 0, {
    error: 'sameAs has no file here that it could compare with; write the text itself with equals',
  });
}

/** What does not hold of a text, a sentence each that begins with what the text is. */
export function textProblems(
  what: string,
  checks: readonly TextCheck[],
  bytes: Uint8Array,
  known: SeenText['known'] = {},
): string[] {
  const seen = { bytes, text: decodeText(bytes), known };
  return checks
    .flatMap(partsOf)
    .flatMap(([kind, wanted]) => kind.problem(wanted, seen) ?? [])
    .map((problem) => `${what}: ${problem}`);
}

/** Both texts, where one exact text was wanted and another one came. */
export function textPairs(checks: readonly TextCheck[], bytes: Uint8Array): TextPair[] {
  const seen = { bytes, text: decodeText(bytes), known: {} };
  return checks
    .flatMap(partsOf)
    .flatMap(([kind, wanted]) =>
      kind.pair && kind.problem(wanted, seen) !== undefined ? [kind.pair(wanted, seen.text)] : [],
    );
}

/** The names of the files that texts are compared with. */
export function comparedWith(checks: readonly TextCheck[]): string[] {
  return checks.flatMap(partsOf).flatMap(([kind, wanted]) => kind.comparedWith?.(wanted) ?? []);
}

/** A check of a kind that is not known must never hold by being passed over. */
function partsOf(check: TextCheck): [TextKind, unknown][] {
  return Object.entries(check).map(([name, wanted]) => {
    const kind = TEXT_KINDS.find((one) => one.name === name);
    if (!kind)
      throw new IpclabError('usage', `${name}: is no kind of check of a text that this version knows; update it`);
    return [kind, wanted];
  });
}
