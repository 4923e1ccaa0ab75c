import * as z from 'zod';
import { endWords } from '#facts/explain/end.js';
import { explain } from '#facts/explain/explain.js';
import { allBlocked } from '#facts/processes.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import { runKind } from '../kind.js';
import { obstacles } from '../obstacles.js';
import { signalName } from '../signal-name.js';

/** How a party of an example ends. */
export const certainEnd = z.union([
  z.strictObject({ exit: z.int().min(0).max(255) }),
  z.strictObject({ signal: signalName, core: z.boolean().optional() }),
  z.strictObject({
    hang: z.literal(true).describe('Still there at the limit, and every process of the run waits: none computes.'),
  }),
]);

const anyEnd = z.union([
  ...certainEnd.options,
  z.strictObject({ failure: z.literal(true).describe('It ends by itself, with a status other than 0.') }),
  z.strictObject({ any: z.literal(true).describe('It ends by itself, in whatever way.') }),
]);

export type End = z.output<typeof anyEnd>;

/** @returns undefined when it ended as wanted, else what it did */
export function wrongEnd(wanted: End, status: ExitStatus): string | undefined {
  const seen = `it ${endWords(status)}`;
  if ('hang' in wanted) {
    if (status.limit !== 'wall') return `it should hang, and ${seen}`;
    if (!status.evidence) return 'it should hang, but what it did was not observed';
    return allBlocked(status.evidence) ? undefined : `it should wait for ever; ${explain(status.evidence).join('; ')}`;
  }
  if ('failure' in wanted) {
    const failed = status.limit === null && status.exit !== null && status.exit !== 0;
    return failed ? undefined : `it should end with a status other than 0, and ${seen}`;
  }
  if (status.limit) return seen;
  if ('any' in wanted) return undefined;
  if ('exit' in wanted)
    return status.exit === wanted.exit ? undefined : `it should end with status ${wanted.exit}, and ${seen}`;
  if (status.signal !== wanted.signal) return `it should end by ${wanted.signal}, and ${seen}`;
  if (wanted.core !== undefined && wanted.core !== status.core)
    return `its core image is ${status.core ? 'there' : 'missing'}`;
  return undefined;
}

export const end = runKind({
  name: 'end',
  about: 'party',
  usage:
    '`{ "exit": 0 }`, `{ "signal": "SIGSEGV" }`, `{ "hang": true }`, `{ "failure": true }` (a status other than 0), `{ "any": true }`',
  help: 'How the first process of the party ends.',
  schema: () => anyEnd,
  problems: (wanted, { party }) => {
    const wrong = party?.status ? wrongEnd(wanted, party.status) : undefined;
    return wrong === undefined ? obstacles(party) : [wrong, ...obstacles(party)];
  },
});
