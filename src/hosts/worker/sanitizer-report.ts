// What the sanitizers said of a person's programs, with that person's lines beside it.
import type { Written } from '#guest/fifo.js';
import { findsLeaks } from '#guest/sanitizers.js';
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import { readReport } from '#facts/sanitizer/read-report.js';
import { textOf, type PlacedFiles } from './place-files.js';

/** @param directory of the guest where the programs were compiled */
export function reportOf(
  { bytes, cut }: Written,
  { files, directory: folder = '', sanitize = [] }: PlacedFiles,
  directory: string,
): SanitizerReport {
  const sourceOf = (file: string): string | undefined => textOf(files, folder, file) || undefined;
  // The folder of the run, which has all of them.
  const root = folder === '' ? directory : directory.slice(0, -`/${folder}`.length);
  return readReport(bytes, { directory, root, sourceOf, leaks: findsLeaks(sanitize), cut });
}
