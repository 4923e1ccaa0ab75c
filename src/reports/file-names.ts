import type { SubmissionResult } from '#lab/result.js';

const LONGEST = 60;
/** Windows opens a device instead. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name for each submission, without ending: its student's id and name in letters, digits, `-` and `_`, so that no name
 * leads elsewhere, and different on file systems that do not tell upper case from lower.
 *
 * @returns by the submission's id, in the order of the results
 */
export function fileNames(results: readonly SubmissionResult[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    results.map(({ submission: { id, student } }) => {
      const plain =
        simple(student.id === student.name ? student.name : `${student.id}-${student.name}`) || 'submission';
      const base = RESERVED.test(plain) ? `_${plain}` : plain;
      let name = base;
      for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}-${n}`;
      taken.add(name.toLowerCase());
      return [id, name];
    }),
  );
}

function simple(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
}
