// What comes from outside, as what it should be, or a sentence that says where it is not.
import type * as z from 'zod';
import { IpclabError, type ErrorCode } from './error.js';
import { escapeLine } from './escape.js';

export interface Origin {
  /** The file, or what else it came by, as a person knows it. */
  readonly where: string;
  /** What to do about it: "grade the submission again". */
  readonly cure: string;
  /** Default: `usage`. */
  readonly code?: ErrorCode | undefined;
}

/** What is not as it should be. */
export interface Fault {
  /** Names and indices from the whole down; empty: the whole. */
  readonly path: readonly PropertyKey[];
  /** "is not JSON (...)", or what the schema says. */
  readonly message: string;
}

export type Reading<T> = { readonly value: T } | { readonly fault: Fault };

/**
 * @param text JSON
 * @throws IpclabError that names the place, the field and the cure
 */
export function parseAs<T>(schema: z.ZodType<T>, text: string, origin: Origin): T {
  return valueOf(readAs(schema, text), origin);
}

/**
 * The same of data that was JSON once, or never.
 *
 * @throws IpclabError that names the place, the field and the cure
 */
export function checkAs<T>(schema: z.ZodType<T>, data: unknown, origin: Origin): T {
  return valueOf(fit(schema, data), origin);
}

/** For who has an answer of their own to what does not fit. */
export function readAs<T>(schema: z.ZodType<T>, text: string): Reading<T> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return { fault: { path: [], message: `is not JSON (${(error as Error).message})` } };
  }
  return fit(schema, data);
}

/** A fault in words; what it quotes from outside can neither act on a terminal nor fill it. */
export function sayFault({ path, message }: Fault): string {
  return short(path.length > 0 ? `${path.join('.')}: ${message}` : message);
}

function valueOf<T>(reading: Reading<T>, { where, cure, code = 'usage' }: Origin): T {
  if ('value' in reading) return reading.value;
  throw new IpclabError(code, `${where}: ${sayFault(reading.fault)}; ${cure}`);
}

function fit<T>(schema: z.ZodType<T>, data: unknown): Reading<T> {
  const result = schema.safeParse(data);
  return result.success ? { value: result.data } : { fault: closest(result.error.issues) };
}

/** The issue that tells most: where a value fits none of several forms, the one form that it nearly fits. */
function closest(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[] = []): Fault {
  const [issue] = issues;
  if (!issue) return { path: prefix, message: 'is not what it should be' };
  const path = [...prefix, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { path, message: issue.message };
  // As deep as possible; then with as little amiss as possible: of a form that was not meant, a field is missing, too.
  const [best] = issue.errors
    .map((errors) => ({ ...closest(errors, path), amiss: errors.length }))
    .sort((a, b) => b.path.length - a.path.length || a.amiss - b.amiss);
  return best ?? { path, message: issue.message };
}

const LONGEST = 300;

function short(text: string): string {
  const visible = escapeLine(text);
  return visible.length > LONGEST ? `${visible.slice(0, LONGEST)}…` : visible;
}
