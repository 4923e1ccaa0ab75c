// Reading an example's metadata.
import { checkRun } from '#scenario/check-run.js';
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
  for (const { name, fixed, parties } of runs) {
    if (fixed && parties.length > 1)
      throw new IpclabError('usage', `${where}: runs ${name}: fixed is for a run with one party; leave it out`);
  }
  for (const { breaks } of mutations) {
    if (!runNames.has(breaks)) throw new IpclabError('usage', `${where}: mutations: there is no run ${breaks}`);
  }
  return example;
}
