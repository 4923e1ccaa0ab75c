import type { PartyOutcome } from './observed.js';

/** Why there is less of a party than there should be; whatever is asked of what it did, this is told, too. */
export function obstacles(party: PartyOutcome | undefined): string[] {
  if (!party) return ['the party that it asks about is not in the run'];
  const { status, refused, problem } = party;
  if (!status) return [`it could not be started: ${refused?.message ?? 'the guest did not say why'}`];
  return problem === undefined ? [] : [problem];
}
