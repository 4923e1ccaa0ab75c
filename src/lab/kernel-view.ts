// What the kernel knew of a run, against what a check expects of it.
import type { Evidence, Process } from '#facts/evidence.js';
import { called } from '#facts/words.js';
import type { PartyOutcome } from '#scenario/party.js';
import { failuresOf, outside, range } from '#scenario/check-text.js';
import type { Bound } from '#scenario/schema.js';
import { encodeText } from '#util/bytes.js';
import type { Seen } from './lab-schema.js';

export interface KernelRecord {
  readonly parties: readonly PartyOutcome[];
  readonly looks: ReadonlyMap<string, Evidence | null>;
  /** After the last party. */
  readonly evidence: Evidence | null;
}

/** What does not hold, a sentence each. */
export async function kernelProblems(wanted: Seen, record: KernelRecord): Promise<string[]> {
  const { at } = wanted;
  const view = at === 'end' ? viewAtEnd(record) : at === 'limit' ? viewAtLimit(record) : viewOfLook(at, record);
  if (typeof view === 'string') return [view];
  const when = at === 'end' ? 'at the end' : at === 'limit' ? 'at the limit' : `at the look ${at}`;
  const pattern = wanted.process === undefined ? undefined : new RegExp(wanted.process);
  const chosen = view.processes.filter(({ name }) => !pattern || pattern.test(name));
  const alive = chosen.filter(({ state }) => state !== 'Z');
  const all = view.killed ?? alive.length + view.others;
  return [
    ...amiss(wanted.processes, pattern ? alive.length : all, `processes ${when}`, alive.map(called)),
    ...amiss(wanted.zombies, chosen.length - alive.length, `processes ${when} that nobody has waited for`),
    ...amiss(wanted.objects, countObjects(view.objects), `objects ${when}`, objectSentences(view.objects)),
    ...amiss(wanted.unclosed, ...unclosed(alive, when)),
    ...alive.flatMap((process) =>
      amiss(
        wanted.descriptors,
        process.descriptors.filter(({ number }) => number > 2).length,
        `descriptors of ${called(process)} ${when}, beyond its three streams,`,
      ),
    ),
    ...(await failuresOf(`what was seen ${when}`, wanted.sentences ?? [], encodeText(view.sentences.join('\n')))),
  ];
}

interface View {
  readonly processes: readonly Process[];
  /** At the end: how many had to be killed; the evidence of one party shows those of others, too. */
  readonly killed?: number;
  /** Processes that were too many to be told one by one. */
  readonly others: number;
  readonly objects: Evidence;
  readonly sentences: readonly string[];
}

const NO_EVIDENCE = 'the guest had no memory left to look at what was there';

function viewOf(evidence: Evidence | null): View | string {
  if (!evidence) return NO_EVIDENCE;
  if (evidence.more['lines']) return 'there was too much to be told';
  const { processes, more, sentences } = evidence;
  return { processes, others: more['processes'] ?? 0, objects: evidence, sentences };
}

/** Processes as they were just before they were killed, since nobody waited for them; objects after that. */
function viewAtEnd({ parties, evidence }: KernelRecord): View | string {
  const end = viewOf(evidence);
  if (typeof end === 'string') return end;
  const left = parties.filter(({ status }) => status?.limit === null && status.killed > 0);
  const told = left.map(({ status }) => viewOf(status?.evidence ?? null));
  const problem = told.find((view) => typeof view === 'string');
  if (problem !== undefined) return problem;
  const views = told.filter((view): view is View => typeof view !== 'string');
  const processes = [...new Map(views.flatMap((view) => view.processes.map((one) => [one.pid, one]))).values()];
  const others = Math.max(0, ...views.map((view) => view.others));
  const killed = left.reduce((sum, { status }) => sum + (status?.killed ?? 0), 0);
  const sentences = [...new Set([...views.flatMap((view) => view.sentences), ...end.sentences])];
  return { processes, others, killed, objects: end.objects, sentences };
}

function viewAtLimit({ parties }: KernelRecord): View | string {
  const limited = parties.find(({ status }) => status?.limit);
  return limited ? viewOf(limited.status?.evidence ?? null) : 'it met no limit at which it could be looked at';
}

function viewOfLook(name: string, { looks }: KernelRecord): View | string {
  const evidence = looks.get(name);
  return evidence === undefined ? `the script did not come to the look ${name}` : viewOf(evidence);
}

function amiss(wanted: Bound | undefined, seen: number, what: string, names: readonly string[] = []): string[] {
  if (!wanted || !outside(seen, wanted)) return [];
  const list = names.length > 0 ? ` (${names.slice(0, MOST_NAMES).join(', ')})` : '';
  return [`${what}: ${seen}, not ${range(wanted)}${list}`];
}

const MOST_NAMES = 5;

function countObjects(facts: Evidence): number {
  const { messageQueues, semaphoreSets, sharedMemory, queues, objects, more } = facts;
  const told = [messageQueues, semaphoreSets, sharedMemory, queues, objects].reduce(
    (sum, { length }) => sum + length,
    0,
  );
  return Object.entries(more).reduce((sum, [kind, n]) => sum + (kind === 'processes' ? 0 : n), told);
}

function objectSentences({ sentences }: Evidence): string[] {
  return sentences.flatMap((sentence) => (sentence.startsWith(LEFT) ? [sentence.slice(LEFT.length)] : []));
}

const LEFT = 'left behind: ';

/** Pipes of which one process holds both ends: its reader never sees the end of the data. */
function unclosed(processes: readonly Process[], when: string): [number, string, string[]] {
  const found = processes.flatMap((process) => {
    const ends = new Map<string, number>();
    for (const { target, access } of process.descriptors) {
      if (target.startsWith('pipe:')) ends.set(target, (ends.get(target) ?? 0) | (access + 1));
    }
    return [...ends.values()].filter((both) => both === READ_AND_WRITE).map(() => called(process));
  });
  return [found.length, `pipes ${when} with both ends open in one process`, found];
}

/** 1 for reading, 2 for writing. */
const READ_AND_WRITE = 3;
