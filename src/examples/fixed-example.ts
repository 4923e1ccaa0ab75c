// What to hold somebody's correction against, of a program that is wrong on purpose.
import { nameOf } from '#scenario/party.js';
import type { Party, Run } from '#scenario/schema.js';
import type { Example } from './schema.js';

/**
 * The run of that name alone, with the checks that a corrected program fulfils.
 *
 * @returns undefined: the run shows no fault
 */
export function fixedRun(example: Example, name: string): Example | undefined {
  const run = example.runs.find((one) => one.name === name);
  if (!run?.fixed) return undefined;
  const { party: wrong = run.parties.map(nameOf)[0], end, stdout } = run.fixed;
  const parties = withoutFollowers(run.parties, wrong).map((party) =>
    nameOf(party) === wrong ? { ...party, end, stdout, stderr: undefined } : party,
  );
  return { ...example, runs: [{ ...run, parties, evidence: [], xray: [] }], mutations: [] };
}

/**
 * A program that should not compile, which does, and is run.
 *
 * @returns undefined: it has no fault
 */
export function fixedProgram(example: Example, name: string): Example | undefined {
  const program = example.programs[name];
  if (!program?.fixed) return undefined;
  const { wallLimit, ...corrected } = program.fixed;
  // Not by the schema, which is no part of a page.
  const party: Party = { command: [name], user: 'student', terminal: false, environment: {}, script: [], ...corrected };
  const run: Run = {
    name,
    shows: '',
    files: {},
    parties: [party],
    capabilities: [],
    wallLimit,
    after: {},
    evidence: [],
    xray: [],
  };
  return { ...example, programs: { [name]: { ...program, compile: undefined } }, runs: [run], mutations: [] };
}

/** Without the parties that start after the end of that one, which the fault has left them something to do. */
function withoutFollowers(parties: readonly Party[], wrong: string | undefined): Party[] {
  const gone = new Set([wrong]);
  return parties.filter((party) => {
    const { start } = party;
    const follows = start !== undefined && 'afterEndOf' in start && gone.has(start.afterEndOf);
    if (follows) gone.add(nameOf(party));
    return !follows;
  });
}
