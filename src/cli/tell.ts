// What the command itself says about a program, on standard error.
import type { End } from '#facts/end.js';
import { endWords } from '#facts/explain/end.js';
import { endedSentences } from '#facts/explain/ended.js';
import { explainAll } from '#facts/explain/explain.js';
import { unflushedWords } from '#facts/explain/unflushed.js';
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import { reportSentences } from '#facts/sanitizer/words.js';
import type { Facts } from '#facts/types.js';
import type { ExitStatus, JobLimits } from '#protocol/exec-spec.js';
import type { JobResult } from '#guest/run-job.js';
import { decodeText } from '#util/bytes.js';
import { escapeControls, escapeLine } from '#util/escape.js';
import { raiseSentences } from './limit-options.js';
import { withGivenNames, type Name, type Project } from './project/layout.js';

/** What ends a program by somebody's wish, which a shell does not tell either. */
const EXPECTED = ['SIGINT', 'SIGPIPE'];

/**
 * The limits that were met, the signal that ended it, and what the kernel showed before and after the program's end; a line
 * each.
 *
 * @param limits those that it had, in order to say how they are raised
 * @param leftOut files beside the program that did not come along: perhaps why it failed
 */
export function tellRun(
  status: End & Pick<ExitStatus, 'evidence' | 'written'>,
  left: Facts | null,
  leftOut: readonly string[] = [],
  limits: JobLimits = {},
): void {
  tell([
    ...endedSentences('the program', status, status.written.stdout, EXPECTED),
    ...raiseSentences(status.reached, limits),
    ...explainAll([status.evidence, left]),
    ...(status.exit === 0 || leftOut.length === 0 ? [] : [leftOutWords(leftOut)]),
  ]);
}

/**
 * One of several programs has ended.
 *
 * @param others those that still run
 */
export function tellEnd(name: string, status: ExitStatus, others: readonly string[], limits: JobLimits): void {
  tell([
    `${name} ${endWords(status)}${others.length > 0 ? `; ${others.join(' and ')} still ${others.length > 1 ? 'run' : 'runs'}` : ''}`,
    ...unflushedWords(name, status, status.written.stdout),
    ...raiseSentences(status.reached, limits),
    ...explainAll([status.evidence]),
  ]);
}

const SHOWN = 5;

function leftOutWords(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  const shown = names.slice(0, SHOWN).join(', ');
  return `not taken along, because they are large or many: ${shown}${more}; what the program names as "file" is taken`;
}

/** What the sanitizers found, with each file called as the person calls it. */
export function tellFindings(report: SanitizerReport, { names }: Pick<Project, 'names'>): void {
  const sentences = reportSentences(report).map((sentence) => withGivenNames(sentence, names));
  tell(sentences.length > 0 ? sentences : ['the sanitizers found nothing']);
}

/** Each is one line, whatever is in it. */
export function tell(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`ipclab: ${escapeLine(line)}\n`);
}

/** The compiler's messages, with each file called as the person calls it. */
export function showMessages(compiled: JobResult, { names }: Pick<Project, 'names'>): void {
  process.stderr.write(messagesOf(compiled, names));
}

export function messagesOf({ stdout, stderr }: JobResult, names: readonly Name[]): string {
  return escapeControls(withGivenNames(decodeText(stdout) + decodeText(stderr), names));
}
