// How a party should end, and how it did.
import type { ExitStatus } from '#protocol/exec-spec.js';
import { explain } from '#facts/explain/explain.js';
import { allBlocked } from '#facts/processes.js';
import type { End } from './schema.js';

/** @returns undefined when it ended as wanted, else what it did */
export function wrongEnd(wanted: End, status: ExitStatus): string | undefined {
  const seen = describeEnd(status);
  if ('hang' in wanted) {
    if (status.limit !== 'wall') return `it should hang, and ${seen}`;
    if (!status.evidence) return 'it should hang, and nobody saw what it does';
    return allBlocked(status.evidence) ? undefined : `it should wait for ever; ${explain(status.evidence).join('; ')}`;
  }
  if (status.limit) return seen;
  if ('exit' in wanted)
    return status.exit === wanted.exit ? undefined : `it should end with status ${wanted.exit}, and ${seen}`;
  if (status.signal !== wanted.signal) return `it should end by ${wanted.signal}, and ${seen}`;
  if (wanted.core !== undefined && wanted.core !== status.core)
    return `its core image is ${status.core ? 'there' : 'missing'}`;
  return undefined;
}

export function describeEnd({ exit, signal, limit }: ExitStatus): string {
  if (limit) return `it ran into its limit of ${limit === 'wall' ? 'time' : limit}`;
  return signal ? `it ended by ${signal}` : `it ended with status ${exit}`;
}
