// Reading metadata that a person wrote, with messages that say where and what to do.
import type * as z from 'zod';
import { IpclabError } from '#util/error.js';

/**
 * @param text a JSON file's content
 * @param where its path, for the messages
 * @param reference the schema's file, for the cure
 * @throws IpclabError `usage` that names the file, the field and the cure
 */
export function parseMetadata<T>(schema: z.ZodType<T>, text: string, where: string, reference: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new IpclabError('usage', `${where}: is not JSON (${(error as Error).message}); correct it there`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = closest(result.error.issues);
  const field = path.length > 0 ? path.join('.') : 'the whole';
  throw new IpclabError('usage', `${where}: ${field}: ${message}; ${reference} says what may stand there`);
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The issue that tells most: where a value fits none of several forms, the one form that it nearly fits. */
function closest(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[] = []): Issue {
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
