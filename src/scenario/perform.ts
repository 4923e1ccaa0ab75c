// The parties of a run, one beside the other in one container, as far as they go.
import type { Container } from '#guest/container.js';
import type { Evidence } from '#facts/evidence.js';
import { allWait } from '#facts/explain.js';
import type { JobLimits } from '#protocol/exec-spec.js';
import { Party, type PartyOutcome } from './party.js';
import type { Actor } from './schema.js';
import type { Files } from './setting.js';

/** How what a run names is called in its container. */
export interface Stage {
  readonly place: Container;
  /** Working directory of all parties. */
  readonly directory: string;
  /** What is executed for a party's command, and as whom. */
  cast(actor: Actor): { readonly argv: readonly string[]; readonly user: string };
  readonly limits: JobLimits;
}

export interface Performance {
  readonly parties: readonly PartyOutcome[];
  /** What was there when a step of a script looked, by the name of the look. */
  readonly looks: ReadonlyMap<string, Evidence | null>;
}

/** How often a look is taken again while somebody computes. */
const MOST_LOOKS = 100;

/** What is there when everybody waits, or after a while in any case: in the midst of its work a program has much open. */
async function settled(place: Container): Promise<Evidence | null> {
  let evidence = await place.evidence();
  for (let n = 1; n < MOST_LOOKS && evidence && isBusy(evidence); n++) evidence = await place.evidence();
  return evidence;
}

function isBusy(evidence: Evidence): boolean {
  return evidence.processes.some(({ state }) => state !== 'Z') && !allWait(evidence);
}

/**
 * Plays a run in a container where everything lies ready.
 *
 * @param given the run's own files
 */
export async function perform(
  stage: Stage,
  { parties: actors, wallLimit }: { readonly parties: readonly Actor[]; readonly wallLimit: number },
  given: Files,
): Promise<Performance> {
  const { place, directory } = stage;
  const limits = { ...stage.limits, wall: wallLimit };
  const looks = new Map<string, Evidence | null>();
  const look = async (name: string): Promise<void> => {
    looks.set(name, await settled(place));
  };
  const parties: Party[] = [];
  for (const actor of actors) {
    const before = [...parties];
    parties.push(new Party(place, { actor, ...stage.cast(actor), directory, limits, before, given, look }));
  }
  const outcomes: PartyOutcome[] = [];
  for (const party of parties) outcomes.push(await party.outcome);
  return { parties: outcomes, looks };
}
