import * as z from 'zod';
import { runKind } from '../kind.js';
import type { Leaves } from '../leaves.js';
import type { FileState } from '../observed.js';
import type { SeenText } from '../text-kind.js';
import { comparedWith, textChecksWith, textPairs, textProblems, type TextCheck } from '../text-check.js';

/** What must hold of one file. */
export type FileCheck = { readonly absent: true } | readonly TextCheck[];

export function fileCheckWith(leaves: Leaves): z.ZodType<FileCheck> {
  return z.union([z.strictObject({ absent: z.literal(true) }), textChecksWith(leaves)]);
}

/** What does not hold of a file, a sentence each. */
export function fileProblems(
  name: string,
  wanted: FileCheck,
  state: FileState | undefined,
  known: SeenText['known'],
): string[] {
  if ('absent' in wanted) return state && 'absent' in state ? [] : [`the file ${name} is still there`];
  if (!state || 'absent' in state) return [`there is no file ${name}`];
  if ('refused' in state) return [`the file ${name}: ${state.refused}`];
  return textProblems(`the file ${name}`, wanted, state.content, known);
}

/** The names of the files that the text of a file is compared with. */
export function fileComparedWith(wanted: FileCheck): string[] {
  return 'absent' in wanted ? [] : comparedWith(wanted);
}

export const files = runKind({
  name: 'files',
  about: 'run',
  usage: 'by name: checks of its text, or `{ "absent": true }`',
  help: 'Files after the run: checks on their text, or absent.',
  schema: (leaves) => z.record(leaves.text, fileCheckWith(leaves)),
  files: (wanted) => Object.keys(wanted),
  comparedWith: (wanted) => Object.values(wanted).flatMap(fileComparedWith),
  problems: (wanted, { files, known }) =>
    Object.entries(wanted).flatMap(([name, check]) => fileProblems(name, check, files.get(name), known)),
  differences: (wanted, { files }) =>
    Object.entries(wanted).flatMap(([name, check]) => {
      const state = files.get(name);
      if ('absent' in check || !state || !('content' in state)) return [];
      return textPairs(check, state.content).map((pair) => ({ what: `the file ${name}`, ...pair }));
    }),
});
