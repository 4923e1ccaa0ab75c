// Whether somebody has corrected a program that is wrong on purpose.
import type { Example } from './schema.js';

/**
 * The run of that name alone, with the checks that a corrected program fulfils.
 *
 * @returns undefined: the run shows no fault
 */
export function fixedExample(example: Example, name: string): Example | undefined {
  const run = example.runs.find((one) => one.name === name);
  const [party] = run?.parties ?? [];
  if (!run?.fixed || !party) return undefined;
  const parties = [{ ...party, ...run.fixed, stderr: undefined }];
  return { ...example, runs: [{ ...run, parties, evidence: [] }], mutations: [] };
}
