import * as z from 'zod';
import { descriptorsBeyondStreams, pipesHeldAtBothEnds } from '#facts/descriptors.js';
import { explainAll } from '#facts/explain/explain.js';
import { objectWords } from '#facts/explain/objects.js';
import { unseenWords } from '#facts/explain/unseen.js';
import { called } from '#facts/explain/words.js';
import { countObjects, objectsOf } from '#facts/left-behind.js';
import { momentAtEnd, momentAtLimit, momentOf, type Moment, type Unseen } from '#facts/moments.js';
import { isZombie } from '#facts/processes.js';
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
    process: leaves.pattern.optional().describe('Only processes whose name matches.'),
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
    ...textProblems(
      `what was seen ${when}`,
      wanted.sentences ?? [],
      encodeText(explainAll(moment.seen).join('\n')),
      known,
    ),
  ];
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
      if (run.trace && (processes ?? zombies))
        return '.seen: the tracer is a process too; count processes in a run without trace';
    }
    return undefined;
  },
  problems: (wanted, run) => wanted.flatMap((view) => viewProblems(view, run)),
});
