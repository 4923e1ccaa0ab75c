// Reading an example's metadata, with messages that say where and what to do.
import type * as z from 'zod';
import { IpclabError } from '../util/error.js';
import { exampleSchema, type Example } from './schema.js';

/**
 * @param text content of an example.json
 * @param where its path, for the messages
 * @throws IpclabError `usage` that names the file, the field and the cure
 */
export function parseExample(text: string, where: string): Example {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new IpclabError('usage', `${where}: is not JSON (${(error as Error).message}); correct it there`);
  }
  const result = exampleSchema.safeParse(value);
  if (!result.success) {
    const { path, message } = closest(result.error.issues);
    const field = path.length > 0 ? path.join('.') : 'the whole';
    throw new IpclabError(
      'usage',
      `${where}: ${field}: ${message}; c-examples/example.schema.json says what may stand there`,
    );
  }
  checkReferences(result.data, where);
  return result.data;
}

/** Names that one part of the metadata uses for another must exist. */
function checkReferences({ programs, runs, mutations }: Example, where: string): void {
  const runNames = new Set(runs.map(({ name }) => name));
  if (runNames.size < runs.length)
    throw new IpclabError('usage', `${where}: runs: two runs have one name; give each its own`);
  for (const { name, parties } of runs) {
    const before: string[] = [];
    for (const party of parties) {
      const called = party.name ?? party.command[0] ?? '';
      const { start } = party;
      const awaited = start && ('when' in start ? start.when : start.afterEndOf);
      if (awaited !== undefined && !before.includes(awaited)) {
        throw new IpclabError(
          'usage',
          `${where}: runs ${name}: ${called} starts after ${awaited}, which is no party before it`,
        );
      }
      const [program = ''] = party.command;
      if (!program.includes('/') && !(program in programs)) {
        throw new IpclabError(
          'usage',
          `${where}: runs ${name}: ${program} is not in programs (${Object.keys(programs).join(', ')}) and has no slash, so it is no path either`,
        );
      }
      before.push(called);
    }
  }
  for (const { breaks } of mutations) {
    if (!runNames.has(breaks)) throw new IpclabError('usage', `${where}: mutations: there is no run ${breaks}`);
  }
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The issue that tells most: where a value fits none of several forms, the one form that it nearly fits. */
function closest(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[] = []): Issue {
  const [issue] = issues;
  if (!issue) return { path: prefix, message: 'is not an example' };
  const path = [...prefix, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { path, message: issue.message };
  const forms = issue.errors.map((errors) => closest(errors, path));
  return forms.reduce((best, form) => (form.path.length > best.path.length ? form : best));
}
