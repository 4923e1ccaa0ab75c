// What is known to be otherwise somewhere, and why.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { parseAs } from '#util/parse-as.js';
import { FIDELITY } from './collection.js';
import { VERDICTS, type Verdict } from './verdict.js';

const FILE = join(FIDELITY, 'differences.json');

const differences = z.array(
  z.strictObject({
    program: z.string(),
    /** With which compiler, under every clock; `native` is this machine's gcc and Linux. */
    with: z.enum(['native', 'gcc', 'tcc']),
    verdict: z.enum(VERDICTS).exclude(['same']),
    reason: z.string(),
  }),
);

export type Difference = z.output<typeof differences>[number];

export async function readDifferences(): Promise<Difference[]> {
  const text = await readFile(FILE, 'utf8');
  return parseAs(differences, text, { where: FILE, cure: 'an entry has program, with, verdict and reason' });
}

/** A program in one place: under a compiler, and a clock if it has one. */
export interface Result {
  readonly program: string;
  readonly with: Difference['with'];
  /** "gcc, virtual clock" */
  readonly where: string;
  readonly verdict: Verdict;
  readonly detail: string;
}

export interface Judgement {
  /** Differences that nobody has explained. */
  readonly unexpected: readonly Result[];
  /** Explanations of what is as it should be. */
  readonly stale: readonly Difference[];
}

/** Holds what was seen against what is known. Of a compiler that was not tried, nothing is stale. */
export function judge(results: readonly Result[], known: readonly Difference[]): Judgement {
  const explains = (difference: Difference, result: Result): boolean =>
    difference.program === result.program && difference.with === result.with && difference.verdict === result.verdict;
  const tried = new Set(results.map((result) => `${result.program} ${result.with}`));
  const programs = new Set(results.map(({ program }) => program));
  const withs = new Set(results.map((result) => result.with));
  return {
    unexpected: results.filter(
      (result) => result.verdict !== 'same' && !known.some((difference) => explains(difference, result)),
    ),
    stale: known.filter(
      (difference) =>
        (tried.has(`${difference.program} ${difference.with}`) ||
          (withs.has(difference.with) && !programs.has(difference.program))) &&
        !results.some((result) => explains(difference, result)),
    ),
  };
}
