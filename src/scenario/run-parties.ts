// The parties of a run, one beside the other in one container, as far as they go.
import type { PartyOutcome } from '#checks/observed.js';
import type { Container, ExecTarget } from '#guest/container.js';
import type { Facts } from '#facts/types.js';
import { anyBusy } from '#facts/processes.js';
import type { JobLimits } from '#protocol/exec-spec.js';
import { Party } from './party.js';
import type { Actor } from './schema.js';
import type { Files } from './setting.js';

/** How what a run names is called in its container. */
export interface PartySetting {
  readonly container: ExecTarget & Pick<Container, 'evidence'>;
  /** Working directory of all parties. */
  readonly directory: string;
  /** What is executed for a party's command, and as whom. */
  commandOf(actor: Actor): { readonly argv: readonly string[]; readonly user: string };
  readonly limits: JobLimits;
  /** Whether nobody acts any more: no party starts, and none goes on with its script. */
  readonly isHalted?: (() => boolean) | undefined;
}

export interface PartiesRun {
  readonly parties: readonly PartyOutcome[];
  /** What was there when a step of a script looked, by the name of the look. */
  readonly looks: ReadonlyMap<string, Facts | null>;
}

/** How often a look is taken again while somebody computes. */
const MOST_LOOKS = 100;

/** What is there when everybody waits, or after a while in any case: in the midst of its work a program has much open. */
async function settled(container: Pick<Container, 'evidence'>): Promise<Facts | null> {
  let evidence = await container.evidence();
  for (let n = 1; n < MOST_LOOKS && evidence && anyBusy(evidence); n++) evidence = await container.evidence();
  return evidence;
}

/**
 * Executes a run in a container where everything lies ready.
 *
 * @param given the run's own files
 */
export async function runParties(
  setting: PartySetting,
  { parties: actors, wallLimit }: { readonly parties: readonly Actor[]; readonly wallLimit: number },
  given: Files,
): Promise<PartiesRun> {
  const { container, directory, isHalted } = setting;
  const limits = { ...setting.limits, wall: wallLimit };
  const looks = new Map<string, Facts | null>();
  const look = async (name: string): Promise<void> => {
    looks.set(name, await settled(container));
  };
  const parties: Party[] = [];
  for (const actor of actors) {
    const before = [...parties];
    const { argv, user } = setting.commandOf(actor);
    parties.push(new Party(container, { actor, argv, user, directory, limits, before, given, look, isHalted }));
  }
  const outcomes: PartyOutcome[] = [];
  for (const party of parties) outcomes.push(await party.outcome);
  return { parties: outcomes, looks };
}
