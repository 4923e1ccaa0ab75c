// What the command itself says about a program, on standard error.
import type { ExitStatus } from '#protocol/exec-spec.js';
import type { JobResult } from '#guest/run-job.js';
import { decodeText } from '#util/bytes.js';
import { escapeControls } from '#util/escape.js';
import { withGivenNames, type SourceFiles } from './sources.js';

const LIMIT_WORDS: Readonly<Partial<Record<string, string>>> = {
  cpu: 'processor time',
  wall: 'time',
  openFiles: 'open files',
  file: 'file size',
};

/** The limits that were met, a sentence each. */
export function limitsMet({ reached }: ExitStatus): string[] {
  return reached.map((limit) => `the program met its limit of ${LIMIT_WORDS[limit] ?? limit}`);
}

export function tell(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`ipclab: ${line}\n`);
}

/** The compiler's messages, with each file called as the person calls it. */
export function showMessages(compiled: JobResult, files: SourceFiles): void {
  process.stderr.write(messagesOf(compiled, files));
}

export function messagesOf({ stdout, stderr }: JobResult, { sources, headers }: SourceFiles): string {
  return escapeControls(withGivenNames(decodeText(stdout) + decodeText(stderr), [...sources, ...headers]));
}
