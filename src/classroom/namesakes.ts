// Several submissions of one student: none is dropped, none counts silently, and each says that there are others.
import type { Student } from '#lab/result.js';
import type { Described } from './describe.js';
import { shown } from './intake/entry.js';
import { looks } from './looks.js';

export interface Namesakes {
  /** All, in their order; those that share a student with a note of it. */
  readonly submissions: readonly Described[];
  /** A sentence for each student with several. */
  readonly sentences: readonly string[];
}

/** Others that a note names. */
const MOST_NAMED = 5;

/** @param roster a claim of somebody in it is known; who is in none is told of beside whoever has the same name */
export function tellNamesakes(submissions: readonly Described[], roster: readonly Student[] = []): Namesakes {
  const several = [...byStudent(submissions, new Set(roster.map(({ id }) => id)))].filter((same) => same.length > 1);
  const among = new Map(several.flatMap((same) => same.map((one) => [one, same] as const)));
  return {
    submissions: submissions.map((one) => {
      const same = among.get(one);
      return same ? withNote(one, same) : one;
    }),
    sentences: several.map(
      (same) =>
        `${nameOf(same)} has ${same.length} submissions: ${some(same, ({ id, source }) => `${shown(id)} (${shown(source)})`)}; look whose they are, and which of them counts`,
    ),
  };
}

/** Those of one id, and with them those who only say that they have the same name. */
function byStudent(submissions: readonly Described[], known: ReadonlySet<string>): Iterable<Described[]> {
  const idOf = ({ submission }: Described): string => looks(submission.student.id);
  const onlySays = ({ claimed, submission }: Described): boolean =>
    claimed === true && !known.has(submission.student.id);
  const alias = new Map<string, string>();
  const studentOf = (id: string): string => {
    let last = id;
    for (let next = alias.get(last); next !== undefined; next = alias.get(last)) last = next;
    return last;
  };
  for (const same of grouped(submissions, ({ submission }) => looks(submission.student.name)).values()) {
    if (!same.some(onlySays)) continue;
    const [first = '', ...others] = same.map(idOf);
    for (const other of others) {
      const [from, to] = [studentOf(other), studentOf(first)];
      if (from !== to) alias.set(from, to);
    }
  }
  return grouped(submissions, (one) => studentOf(idOf(one))).values();
}

function grouped(all: readonly Described[], keyOf: (one: Described) => string): Map<string, Described[]> {
  const groups = new Map<string, Described[]>();
  for (const one of all) {
    const key = keyOf(one);
    const same = groups.get(key);
    if (same) same.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function withNote(one: Described, same: readonly Described[]): Described {
  const { submission } = one;
  // A student reads it: of the others no more than what they are called here.
  const note = `${nameOf(same)} has ${same.length} submissions; the others: ${some(same, ({ id }) => shown(id), one)}`;
  return { ...one, submission: { ...submission, notes: [...submission.notes, note] } };
}

function nameOf([first]: readonly Described[]): string {
  return shown(first?.submission.student.name ?? '');
}

function some(
  all: readonly Described[],
  words: (submission: Described['submission']) => string,
  besides?: Described,
): string {
  const first = all.slice(0, MOST_NAMED + 1).filter((each) => each !== besides);
  const named = first.slice(0, MOST_NAMED).map(({ submission }) => words(submission));
  const more = all.length - named.length - (besides ? 1 : 0);
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
