// A run at the moments at which one may look at it: at its end, at a limit, at a look of a script.
import { aliveOf, breaksOff, unlisted } from './processes.js';
import type { Facts, Process } from './types.js';

/** What of a party's end its moments depend on. */
export interface Ended {
  /** The limit that ended it. */
  readonly limit: string | null;
  /** Processes that had to be killed at its end. */
  readonly killed: number;
  /** What was there just before they were killed. */
  readonly evidence: Facts | null;
}

/** A moment, as far as it is known. */
export interface Moment {
  /** Listed processes. */
  readonly processes: readonly Process[];
  /** How many processes were there that had not ended, listed or not. */
  readonly alive: number;
  /** What objects are asked of. */
  readonly objects: Facts;
  /** All that was seen, in the order of time. */
  readonly seen: readonly Facts[];
}

/** Why a moment is not known. */
export type Unseen =
  /** The guest had no memory to look. */
  | 'no-memory'
  /** What was seen breaks off. */
  | 'too-much'
  /** There was no limit, or the script did not come to the look. */
  | 'not-met';

/** Something in between: there is no more to know of facts that are missing or break off. */
function whole(facts: Facts | null): Facts | Unseen {
  if (!facts) return 'no-memory';
  return breaksOff(facts) ? 'too-much' : facts;
}

/** @param facts undefined: nobody looked then */
export function momentOf(facts: Facts | null | undefined): Moment | Unseen {
  if (facts === undefined) return 'not-met';
  const seen = whole(facts);
  if (typeof seen === 'string') return seen;
  return { processes: seen.processes, alive: aliveOf(seen).length + unlisted(seen), objects: seen, seen: [seen] };
}

/** The first party that a limit ended, when it did. */
export function momentAtLimit(parties: readonly (Ended | null)[]): Moment | Unseen {
  return momentOf(parties.find((party) => party?.limit)?.evidence);
}

/**
 * Processes as they were just before they were killed, since nobody waited for them; objects after that.
 *
 * @param evidence what was there when the last party had ended
 */
export function momentAtEnd(parties: readonly (Ended | null)[], evidence: Facts | null): Moment | Unseen {
  const end = whole(evidence);
  if (typeof end === 'string') return end;
  const left = parties.filter((party) => party?.limit === null && party.killed > 0).filter((party) => party !== null);
  const seen = left.map((party) => whole(party.evidence));
  const unseen = seen.find((facts) => typeof facts === 'string');
  if (unseen !== undefined) return unseen;
  const known = seen.filter((facts) => typeof facts !== 'string');
  // What one party left shows the processes of others, too.
  const byPid = new Map(known.flatMap(({ processes }) => processes.map((process) => [process.pid, process] as const)));
  return {
    processes: [...byPid.values()],
    alive: left.reduce((sum, { killed }) => sum + killed, 0),
    objects: end,
    seen: [...known, end],
  };
}
