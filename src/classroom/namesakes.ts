// Several submissions of one student: none is dropped, none counts silently, and each says that there are others.
import type { Described } from './describe.js';
import { shown } from './intake/entry.js';
import { plain } from './roster.js';

export interface Namesakes {
  /** All, in their order; those that share a student with a note of it. */
  readonly submissions: readonly Described[];
  /** A sentence for each student with several. */
  readonly sentences: readonly string[];
}

/** Others that a note names. */
const MOST_NAMED = 5;

export function tellNamesakes(submissions: readonly Described[]): Namesakes {
  const byStudent = new Map<string, Described[]>();
  for (const one of submissions) {
    const id = plain(one.submission.student.id);
    const same = byStudent.get(id);
    if (same) same.push(one);
    else byStudent.set(id, [one]);
  }
  const several = [...byStudent.values()].filter((same) => same.length > 1);
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
