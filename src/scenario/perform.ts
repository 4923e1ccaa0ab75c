// The parties of a run, one beside the other in one container, as far as they go.
import type { PartyOutcome } from '#checks/observed.js';
import type { Container } from '#guest/container.js';
import type { Facts } from '#facts/types.js';
import { anyBusy } from '#facts/processes.js';
import type { JobLimits } from '#protocol/exec-spec.js';
import { Party } from './party.js';
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
  readonly looks: ReadonlyMap<string, Facts | null>;
}

/** How often a look is taken again while somebody computes. */
const MOST_LOOKS = 100;

/** What is there when everybody waits, or after a while in any case: in the midst of its work a program has much open. */
async function settled(place: Container): Promise<Facts | null> {
  let evidence = await place.evidence();
  for (let n = 1; n < MOST_LOOKS && evidence && anyBusy(evidence); n++) evidence = await place.evidence();
  return evidence;
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
  const looks = new Map<string, Facts | null>();
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
