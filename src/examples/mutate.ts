// Small faults in an example, which its checks must notice.
import { decodeText, encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import type { ExamplePlan } from './plan.js';
import type { Mutation } from './schema.js';

/**
 * The example with the fault in it, reduced to the run that must notice.
 *
 * @throws IpclabError `usage` when the piece to replace is not in the file exactly once
 */
export function mutate(plan: ExamplePlan, { file, find, replace, breaks }: Mutation): ExamplePlan {
  const source = decodeText(plan.files[file] ?? new Uint8Array(0));
  const places = source.split(find).length - 1;
  if (places !== 1) {
    throw new IpclabError(
      'usage',
      `${plan.name}/example.json: mutations: ${JSON.stringify(find)} is in ${file} ${places} times; name a piece that is there once`,
    );
  }
  return {
    ...plan,
    files: { ...plan.files, [file]: encodeText(source.replace(find, () => replace)) },
    example: { ...plan.example, runs: plan.example.runs.filter(({ name }) => name === breaks), mutations: [] },
  };
}
