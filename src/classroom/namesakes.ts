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
  const sameName = grouped(submissions, ({ submission }) => looks(submission.student.name));
  const alias = new Map<string, string>();
  const studentOf = (id: string): string => {
    const other = alias.get(id);
    return other === undefined ? id : studentOf(other);
  };
  for (const one of submissions) {
    const { student } = one.submission;
    if (one.claimed !== true || known.has(student.id)) continue;
    for (const other of sameName.get(looks(student.name)) ?? []) {
      const [mine, its] = [studentOf(idOf(one)), studentOf(idOf(other))];
      if (mine !== its) alias.set(mine, its);
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
  const others = same.filter((each) => each !== one);
  // A student reads it: of the others no more than what they are called here.
  const note = `${nameOf(same)} has ${same.length} submissions; the others: ${some(others, ({ id }) => shown(id))}`;
  return { ...one, submission: { ...submission, notes: [...submission.notes, note] } };
}

function nameOf([first]: readonly Described[]): string {
  return shown(first?.submission.student.name ?? '');
}

function some(all: readonly Described[], words: (submission: Described['submission']) => string): string {
  const named = all.slice(0, MOST_NAMED).map(({ submission }) => words(submission));
  return [...named, ...(all.length > MOST_NAMED ? [`${all.length - MOST_NAMED} more`] : [])].join(', ');
}
