// What the command itself says about a program, on standard error.
import type { End } from '#facts/end.js';
import { limitSentences } from '#facts/explain/end.js';
import { explainAll } from '#facts/explain/explain.js';
import type { Facts } from '#facts/types.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import type { JobResult } from '#guest/run-job.js';
import { decodeText } from '#util/bytes.js';
import { escapeControls, escapeLine } from '#util/escape.js';
import { withGivenNames, type SourceFiles } from './sources.js';

/** The limits that were met, and what the kernel showed before and after the program's end; a line each. */
export function tellRun(status: End & Pick<ExitStatus, 'evidence'>, left: Facts | null): void {
  tell([...limitSentences('the program', status), ...explainAll([status.evidence, left])]);
}

/** Each is one line, whatever is in it. */
export function tell(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`ipclab: ${escapeLine(line)}\n`);
}

/** The compiler's messages, with each file called as the person calls it. */
export function showMessages(compiled: JobResult, files: SourceFiles): void {
  process.stderr.write(messagesOf(compiled, files));
}

export function messagesOf({ stdout, stderr }: JobResult, { sources, headers }: SourceFiles): string {
  return escapeControls(withGivenNames(decodeText(stdout) + decodeText(stderr), [...sources, ...headers]));
}
