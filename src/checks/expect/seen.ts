import * as z from 'zod';
import { descriptorsBeyondStreams, pipesHeldAtBothEnds } from '#facts/descriptors.js';
import { explainAll } from '#facts/explain/explain.js';
import { objectWords } from '#facts/explain/objects.js';
import { unseenWords } from '#facts/explain/unseen.js';
import { called, count } from '#facts/explain/words.js';
import { countObjects, objectsOf } from '#facts/left-behind.js';
import { momentAtEnd, momentAtLimit, momentOf, type Moment, type Unseen } from '#facts/moments.js';
import { isZombie, unlisted, unlistedThreads } from '#facts/processes.js';
import type { Process } from '#facts/types.js';
import { encodeText } from '#util/bytes.js';
import { boundWith, isWithin, range, type Bound } from '../bound.js';
import { runKind } from '../kind.js';
import type { Leaves } from '../leaves.js';
import type { LookedAt, ObservedRun } from '../observed.js';
import { comparedWith, textChecksWith, textProblems } from '../text-check.js';

const lookName = z
  .string()
  .regex(/^[a-z0-9-]+$/, 'is not a name of small letters, digits and dashes')
  .describe('`end`, `limit`, or what a step of a script called its look.');

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is the schema
function viewWith(leaves: Leaves) {
  const bound = boundWith(leaves);
  return z.strictObject({
    at: lookName
      .default('end')
      .describe('When: end, after the last party; limit, when time was over; or the name of a look in a script.'),
    process: leaves.pattern
      .optional()
      .describe('Only processes whose name matches. A program may call itself anything: no point should hang on it.'),
    started: z
      .literal(true)
      .optional()
      .describe('Only what the run started itself, the first process of each party, whatever it calls itself.'),
    objects: bound.optional().describe('System V and POSIX objects: queues, semaphores, shared memory.'),
    processes: bound.optional().describe('Processes; at the end: those that outlived their party and were killed.'),
    zombies: bound.optional().describe('Processes that have ended and whose parent has not waited for them.'),
    unclosed: bound.optional().describe('Pipes of which one process holds both ends.'),
    descriptors: bound.optional().describe('Open descriptors of each process, beyond its three streams.'),
    sentences: textChecksWith(leaves).optional().describe('What is said of it in words, a line each.'),
  });
}

type View = z.output<ReturnType<typeof viewWith>>;

/** What does not hold, a sentence each. */
function viewProblems(wanted: View, record: LookedAt): string[] {
  const { at } = wanted;
  const { known } = record;
  const moment = momentAt(at, record);
  if (typeof moment === 'string') return [unseenWords(moment, at)];
  const when = at === 'end' ? 'at the end' : at === 'limit' ? 'at the limit' : `at the look ${at}`;
  const pattern = wanted.process === undefined ? undefined : new RegExp(wanted.process);
  const chosen = moment.processes.filter(
    ({ name, parent }) => (!pattern || pattern.test(name)) && (!wanted.started || parent === OUTSIDE),
  );
  const isNarrowed = pattern !== undefined || wanted.started === true;
  const alive = chosen.filter((process) => !isZombie(process));
  const holding = alive.flatMap((process) => pipesHeldAtBothEnds(process).map(() => called(process)));
  const { objects } = moment;
  return [
    ...unknown(wanted, moment, alive, when),
    ...amiss(wanted.processes, isNarrowed ? alive.length : moment.alive, `processes ${when}`, alive.map(called)),
    ...amiss(wanted.zombies, chosen.length - alive.length, `processes ${when} that nobody has waited for`),
    ...amiss(wanted.objects, countObjects(objects), `objects ${when}`, objectsOf(objects).map(objectWords)),
    ...amiss(wanted.unclosed, holding.length, `pipes ${when} with both ends open in one process`, holding),
    ...alive.flatMap((process) => descriptorsAmiss(wanted.descriptors, process, when)),
    ...textProblems(
      `what was seen ${when}`,
      wanted.sentences ?? [],
      encodeText(explainAll(moment.seen).join('\n')),
      known,
    ),
  ];
}

/** A parent that is none of the container's: the lab has started it. */
const OUTSIDE = 0;

/** What is asked of descriptors holds of nothing that nobody could look at. */
function unknown(
  { at, descriptors, unclosed, process, started }: View,
  { seen }: Moment,
  alive: readonly Process[],
  when: string,
): string[] {
  if (!descriptors && !unclosed) return [];
  if (seen.some((facts) => unlisted(facts) > 0))
    return [`there were too many processes ${when} to look at each of them`];
  if (alive.some((one) => unlistedThreads(one) > 0))
    return [`there were too many threads ${when} to look at each of them`];
  if (unclosed && alive.some((one) => one.descriptors.length < one.descriptorCount))
    return [`there were too many open descriptors ${when} to look at each of them`];
  const mustBeThere = process !== undefined || started === true || (at !== 'end' && at !== 'limit');
  if (!mustBeThere || alive.length > 0) return [];
  return [
    `${process === undefined ? 'no process' : `no process called ${process}`} was there ${when}, whose descriptors could be looked at`,
  ];
}

function descriptorsAmiss(wanted: Bound | undefined, process: Process, when: string): string[] {
  const open = descriptorsBeyondStreams(process);
  if (!wanted || isWithin(open, wanted)) return [];
  return [`${when}, ${called(process)} had ${count(open, 'open descriptor')} besides 0–2, not ${range(wanted)}`];
}

function momentAt(at: string, { parties, looks, evidence }: ObservedRun): Moment | Unseen {
  const ends = parties.map(({ status }) => status);
  if (at === 'end') return momentAtEnd(ends, evidence);
  return at === 'limit' ? momentAtLimit(ends) : momentOf(looks.get(at));
}

function amiss(wanted: Bound | undefined, seen: number, what: string, names: readonly string[] = []): string[] {
  if (!wanted || isWithin(seen, wanted)) return [];
  const list = names.length > 0 ? ` (${names.slice(0, MOST_NAMES).join(', ')})` : '';
  return [`${what}: ${seen}, not ${range(wanted)}${list}`];
}

const MOST_NAMES = 5;

export const seen = runKind({
  name: 'seen',
  about: 'run',
  usage: 'what is asked about one moment or several, see below',
  help: 'What the kernel knew of processes, descriptors and objects.',
  schema: (leaves) => {
    const view = viewWith(leaves);
    return z.union([view.transform((one) => [one]), z.array(view)]);
  },
  comparedWith: (wanted) => wanted.flatMap(({ sentences = [] }) => comparedWith(sentences)),
  objection: (wanted, { run }) => {
    if (!run) return undefined;
    const moments = ['end', 'limit', ...run.looks];
    for (const { at, processes, zombies } of wanted) {
      if (!moments.includes(at)) return `.seen.at: there is no look ${at}; name one of ${moments.join(', ')}`;
      if (run.sanitize.length > 0 && (processes ?? zombies))
        return '.seen: what reads the sanitizers is a process too; count processes in a run without sanitize';
    }
    return undefined;
  },
  problems: (wanted, run) => wanted.flatMap((view) => viewProblems(view, run)),
});
