// What the kernel knew of a run, against what a check expects of it.
import { descriptorsBeyondStreams, pipesHeldAtBothEnds } from '#facts/descriptors.js';
import { explainAll } from '#facts/explain/explain.js';
import { objectWords } from '#facts/explain/objects.js';
import { unseenWords } from '#facts/explain/unseen.js';
import { called } from '#facts/explain/words.js';
import { countObjects, objectsOf } from '#facts/left-behind.js';
import { momentAtEnd, momentAtLimit, momentOf, type Moment, type Unseen } from '#facts/moments.js';
import { isZombie } from '#facts/processes.js';
import type { Facts } from '#facts/types.js';
import type { PartyOutcome } from '#scenario/party.js';
import { failuresOf, outside, range } from '#scenario/check-text.js';
import type { Bound } from '#scenario/schema.js';
import { encodeText } from '#util/bytes.js';
import type { Seen } from './lab-schema.js';

export interface KernelRecord {
  readonly parties: readonly Pick<PartyOutcome, 'status'>[];
  readonly looks: ReadonlyMap<string, Facts | null>;
  /** After the last party. */
  readonly evidence: Facts | null;
}

/** What does not hold, a sentence each. */
export async function kernelProblems(wanted: Seen, record: KernelRecord): Promise<string[]> {
  const { at } = wanted;
  const moment = momentAt(at, record);
  if (typeof moment === 'string') return [unseenWords(moment, at)];
  const when = at === 'end' ? 'at the end' : at === 'limit' ? 'at the limit' : `at the look ${at}`;
  const pattern = wanted.process === undefined ? undefined : new RegExp(wanted.process);
  const chosen = moment.processes.filter(({ name }) => !pattern || pattern.test(name));
  const alive = chosen.filter((process) => !isZombie(process));
  const holding = alive.flatMap((process) => pipesHeldAtBothEnds(process).map(() => called(process)));
  const { objects } = moment;
  return [
    ...amiss(wanted.processes, pattern ? alive.length : moment.alive, `processes ${when}`, alive.map(called)),
    ...amiss(wanted.zombies, chosen.length - alive.length, `processes ${when} that nobody has waited for`),
    ...amiss(wanted.objects, countObjects(objects), `objects ${when}`, objectsOf(objects).map(objectWords)),
    ...amiss(wanted.unclosed, holding.length, `pipes ${when} with both ends open in one process`, holding),
    ...alive.flatMap((process) =>
      amiss(
        wanted.descriptors,
        descriptorsBeyondStreams(process),
        `descriptors of ${called(process)} ${when}, beyond its three streams,`,
      ),
    ),
    ...(await failuresOf(
      `what was seen ${when}`,
      wanted.sentences ?? [],
      encodeText(explainAll(moment.seen).join('\n')),
    )),
  ];
}

function momentAt(at: string, { parties, looks, evidence }: KernelRecord): Moment | Unseen {
  const ends = parties.map(({ status }) => status);
  if (at === 'end') return momentAtEnd(ends, evidence);
  return at === 'limit' ? momentAtLimit(ends) : momentOf(looks.get(at));
}

function amiss(wanted: Bound | undefined, seen: number, what: string, names: readonly string[] = []): string[] {
  if (!wanted || !outside(seen, wanted)) return [];
  const list = names.length > 0 ? ` (${names.slice(0, MOST_NAMES).join(', ')})` : '';
  return [`${what}: ${seen}, not ${range(wanted)}${list}`];
}

const MOST_NAMES = 5;
