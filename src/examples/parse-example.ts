// Reading an example's metadata.
import { checkRun } from '#scenario/check-run.js';
import { nameOf } from '#scenario/party.js';
import { IpclabError } from '#util/error.js';
import { parseAs } from '#util/parse-as.js';
import { exampleSchema, type Example } from './schema.js';

const CURE = 'c-examples/example.schema.json says what may stand there';

/**
 * @param text content of an example.json
 * @param where its path, for the messages
 * @throws IpclabError `usage` that names the file, the field and the cure
 */
export function parseExample(text: string, where: string): Example {
  const example = parseAs(exampleSchema, text, { where, cure: CURE });
  const { programs, runs, mutations } = example;
  const runNames = new Set(runs.map(({ name }) => name));
  if (runNames.size < runs.length)
    throw new IpclabError('usage', `${where}: runs: two runs have one name; give each its own`);
  for (const run of runs) checkRun(run, Object.keys(programs), where);
  for (const only of ['look', 'predict'] as const)
    if (runs.filter((run) => run[only] !== undefined).length > 1)
      throw new IpclabError('usage', `${where}: runs: two runs have a ${only}; leave it to the one that tells most`);
  checkFixed(example, where);
  for (const { breaks } of mutations) {
    if (!runNames.has(breaks)) throw new IpclabError('usage', `${where}: mutations: there is no run ${breaks}`);
  }
  return example;
}

/** What somebody may correct must be there, and must have a fault. */
function checkFixed({ programs, runs }: Example, where: string): void {
  for (const { name, fixed, parties } of runs) {
    const names = parties.map(nameOf);
    if (fixed && !names.includes(fixed.party ?? (names.length === 1 ? names.join() : ''))) {
      const given = fixed.party === undefined ? 'names no party' : `names ${fixed.party}, which is no party`;
      throw new IpclabError('usage', `${where}: runs ${name}: fixed ${given}; write party: one of ${names.join(', ')}`);
    }
  }
  for (const [name, { compile, fixed }] of Object.entries(programs)) {
    if (fixed && !compile?.fails)
      throw new IpclabError(
        'usage',
        `${where}: programs ${name}: fixed is for one that does not compile; leave it out`,
      );
  }
}
