// A program to compile and run, and what came of it: the same call and the same result in Node, in a page, and from an
// embedded lab.
import { withSentences, type Evidence } from '#facts/explain/evidence.js';
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import { reportSentences } from '#facts/sanitizer/words.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import { markCut, type JobResult } from '#guest/run-job.js';
import type { RunRequest } from '#record/record.js';
import { toBase64 } from '#util/base64.js';
import { decodeText, encodeText, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { isSource, plainText } from '#util/source-text.js';
import type { ScriptedRun } from './run-request.js';

export interface Program {
  /** Files by their name, relative and without a way up: C files, which are compiled together, headers, and data. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Default: none. */
  readonly arguments?: readonly string[] | undefined;
  /** Sanitizers that find its errors, of an image that has them: address, undefined; default: none. */
  readonly sanitize?: readonly string[] | undefined;
  /** Its whole standard input; default: empty. */
  readonly input?: string | Uint8Array | undefined;
  /** Which of the possible courses of time; default: 0. */
  readonly seed?: number | undefined;
  /** Time of the guest that it may take, ms; default: 60,000. */
  readonly wallLimit?: number | undefined;
}

/** A job with its streams as text; where the output limit took something out, the text says how much. */
export interface ProgramJob extends Omit<ExitStatus, 'evidence'> {
  /** What was there just before its processes were killed; null: nobody had to be. */
  readonly evidence: Evidence | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramResult {
  /** The compiler's messages are its `stderr`. */
  readonly compile: ProgramJob;
  /** Null when it does not compile. */
  readonly run: ProgramJob | null;
  /** What is still there after the program has ended. */
  readonly evidence: Evidence | null;
  /** What the sanitizers found, and the same for a person; null: there were none. */
  readonly sanitizer: (SanitizerReport & { readonly sentences: readonly string[] }) | null;
  readonly clock: {
    readonly seed: number;
    /** What the guest's clock said at the start, ms since 1970. */
    readonly start: number;
    readonly instructions: number;
    /** Time of the guest, ms. */
    readonly elapsed: number;
  };
}

/** @throws IpclabError `usage` that names what is wrong with the program */
export function requestOf({ files, input = '', seed, wallLimit, ...program }: Program): RunRequest {
  const names = Object.keys(files);
  const odd = names.find((name) => name.split('/').some((part) => part === '' || part === '.' || part === '..'));
  if (odd !== undefined) {
    throw new IpclabError(
      'usage',
      `${JSON.stringify(odd)} is no name for a file; give a relative path without . and ..`,
    );
  }
  const sources = names.filter((name) => name.endsWith('.c')).sort();
  if (sources.length === 0) {
    throw new IpclabError('usage', 'there is nothing to compile; give a file whose name ends in .c');
  }
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0)) {
    throw new IpclabError('usage', `the seed ${seed} is no whole number from 0 on`);
  }
  if (wallLimit !== undefined && !(Number.isInteger(wallLimit) && wallLimit > 0)) {
    throw new IpclabError('usage', `the limit of ${wallLimit} ms is no whole number above 0`);
  }
  const bytes = (content: string | Uint8Array): Bytes =>
    typeof content === 'string' ? encodeText(content) : new Uint8Array(content);
  const file = (name: string): Bytes => {
    const content = bytes(files[name] ?? '');
    return isSource(name) ? plainText(content).content : content;
  };
  return {
    files: Object.fromEntries(names.map((name) => [name, toBase64(file(name))])),
    sources,
    ...(program.sanitize && program.sanitize.length > 0 ? { sanitize: [...program.sanitize] } : {}),
    arguments: [...(program.arguments ?? [])],
    input: toBase64(bytes(input)),
    wallLimit: wallLimit ?? STUDENT_LIMITS.wall ?? 0,
  };
}

export function resultOf({ compile, run, leftBehind, sanitizer, record }: ScriptedRun): ProgramResult {
  const { instructions, elapsed } = record.outcome;
  const compiled = jobOf(compile);
  return {
    compile: { ...compiled, stdout: '', stderr: compiled.stdout + compiled.stderr },
    run: run && jobOf(run),
    evidence: withSentences(leftBehind),
    sanitizer: sanitizer && { ...sanitizer, sentences: reportSentences(sanitizer) },
    clock: { seed: record.clock.seed, start: record.clock.start, instructions, elapsed },
  };
}

function jobOf({ status, stdout, stderr }: JobResult): ProgramJob {
  const { cut } = status;
  return {
    ...status,
    evidence: withSentences(status.evidence),
    stdout: decodeText(markCut(stdout, cut.stdout)),
    stderr: decodeText(markCut(stderr, cut.stderr)),
  };
}
