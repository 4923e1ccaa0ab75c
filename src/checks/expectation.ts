// What a check of a lab expects, `expect`: a field for each kind that it asks for.
import * as z from 'zod';
import { KINDS } from './expect/registry.js';
import type { CompilationKind, Kind, RunKind } from './kind.js';
import type { Leaves } from './leaves.js';

type Kinds = (typeof KINDS)[number];
type WantedOf<One> = One extends CompilationKind<string, infer Wanted> | RunKind<string, infer Wanted> ? Wanted : never;
type Fields = { readonly [Name in Kinds['name']]?: WantedOf<Extract<Kinds, { readonly name: Name }>> | undefined };

export interface Expectation extends Fields {
  /** The party whose end, output and calls it asks about; undefined: the first that runs a program handed in. */
  readonly party?: string | undefined;
}

export function expectationWith(leaves: Leaves): z.ZodType<Expectation> {
  const fields = KINDS.map((kind: Kind) => [kind.name, kind.schema(leaves).optional().describe(kind.help)] as const);
  return z.strictObject({
    ...Object.fromEntries(fields),
    party: leaves.text.optional().describe('Whose end and output; default: the first that runs a program handed in.'),
  });
}

/** One thing that is expected. */
export interface Asked<One extends Kind = Kind> {
  readonly kind: One;
  readonly wanted: unknown;
}

/** All that is expected, in the order of the kinds. */
export function askedOf(expect: Expectation): Asked[] {
  return KINDS.flatMap((kind: Kind) => {
    const wanted = (expect as Readonly<Record<string, unknown>>)[kind.name];
    return wanted === undefined ? [] : [{ kind, wanted }];
  });
}

/** What is expected of a run. */
export function askedOfRun(expect: Expectation): Asked<RunKind>[] {
  return askedOf(expect).flatMap(({ kind, wanted }) => (kind.about === 'compilation' ? [] : [{ kind, wanted }]));
}

/** The names of the files that texts are compared with. */
export function filesComparedWith(expect: Expectation): string[] {
  return askedOf(expect).flatMap(({ kind, wanted }) => kind.comparedWith?.(wanted) ?? []);
}
