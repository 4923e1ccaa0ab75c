// Whose a submission is.
import type { Student } from '#lab/result.js';
import type { Intake } from './intake/intake.js';
import { shown } from './intake/entry.js';
import { plain, type RosterStudent } from './roster.js';
import type { Submission } from './submission.js';

/** Gives each submission its student and a name that no other has; one for each class. */
export class Register {
  readonly #roster: readonly RosterStudent[];
  readonly #present = new Set<RosterStudent>();
  readonly #taken = new Set<string>();

  constructor(roster: readonly RosterStudent[]) {
    this.#roster = roster;
  }

  /** Students of the roster without a submission so far. */
  get absent(): Student[] {
    return this.#roster.filter((student) => !this.#present.has(student)).map(asStudent);
  }

  enter({ label, platform, claimed, ...rest }: Intake): Submission {
    const notes = [...rest.notes];
    // What a student typed names nobody whom the platform has named.
    const names = platform ? [...(platform.ids ?? []), platform.name] : [label, given(claimed.id), given(claimed.name)];
    const named = platform ? names : [label];
    const sure = this.#find(platform?.participant, named);
    const known = sure ?? this.#find(undefined, names);
    if (known) this.#present.add(known);
    else if (this.#roster.length > 0) notes.push('no student of the roster was recognised by its name');
    // A student's own name can look as if a number stood in it.
    const isOdd = platform !== undefined && known !== undefined && !isCalled(known, platform);
    if (isOdd)
      notes.push(
        `its number, ${platform.participant}, is that of ${shown(known.name)}, and its name is ${shown(platform.name)}: look whose it is`,
      );
    const student = known ? asStudent(known) : guessed(label, platform, claimed);
    // Who is in no roster is whoever the name says: two that give one name are told of, see namesakes.
    const id = this.#unique(known ? known.id : student.id);
    const isClaim = platform === undefined ? (known ? !sure : student.id !== label) : isOdd;
    return { ...rest, notes, student, id, late: platform?.late === true, claimed: isClaim };
  }

  #find(participant: string | undefined, names: readonly (string | undefined)[]): RosterStudent | undefined {
    if (participant !== undefined) {
      const known = this.#only((student) => student.participant === participant);
      if (known) return known;
    }
    for (const name of names) {
      if (name === undefined) continue;
      const exact = plain(name);
      const words = wordsOf(name);
      const isCalledSo = (student: RosterStudent): boolean => sameWords(wordsOf(student.name), words);
      // Two students of one name: nothing else in it may decide between them by chance.
      if (this.#roster.filter(isCalledSo).length > 1) return undefined;
      const known =
        this.#only((student) => keysOf(student).includes(exact)) ??
        this.#only(isCalledSo) ??
        this.#only(({ name: known }) => inOneWord(known).includes(exact)) ??
        this.#only(({ id, login }) => keys([id, login]).some((key) => exact.split(/[\s_]+/).includes(key)));
      if (known) return known;
    }
    return undefined;
  }

  #only(fits: (student: RosterStudent) => boolean): RosterStudent | undefined {
    const fitting = this.#roster.filter(fits);
    return fitting.length === 1 ? fitting[0] : undefined;
  }

  /** Also where files that differ in case only are one. */
  #unique(wanted: string): string {
    const name = fileName(wanted);
    for (let count = 1; ; count++) {
      const id = count === 1 ? name : `${name}-${count}`;
      if (this.#taken.has(id.toLowerCase())) continue;
      this.#taken.add(id.toLowerCase());
      return id;
    }
  }
}

/** Whether a platform's name for a student is one that the roster knows; where names are hidden it is. */
function isCalled(known: RosterStudent, { name, participant, ids = [] }: NonNullable<Intake['platform']>): boolean {
  if (known.participant !== participant) return true;
  const given = plain(name);
  // "Participant 17", in any language; a roster without names says nothing either.
  if (given.endsWith(` ${participant}`) || keysOf(known).includes(plain(known.name))) return true;
  return (
    sameWords(wordsOf(known.name), wordsOf(name)) ||
    inOneWord(known.name).includes(given) ||
    [name, ...ids].some((one) => keysOf(known).includes(plain(one)))
  );
}

function asStudent({ id, name, email }: RosterStudent): Student {
  return { id, name, ...(email === undefined ? {} : { email }) };
}

function guessed(label: string, platform: Intake['platform'], claimed: Intake['claimed']): Student {
  if (platform) return { id: given(platform.ids?.[0]) ?? label, name: given(platform.name) ?? label };
  return { id: given(claimed.id) ?? label, name: given(claimed.name) ?? label };
}

/** What was typed, on one line of plain text. */
function given(text = ''): string | undefined {
  const typed = text.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
  return typed === '' ? undefined : typed;
}

function keysOf({ id, login, email }: RosterStudent): string[] {
  return keys([id, login, email, email?.split('@')[0]]);
}

function keys(texts: readonly (string | undefined)[]): string[] {
  return texts.flatMap((text) => (text === undefined || text === '' ? [] : [plain(text)]));
}

/** "Lovelace, Ada" and "ada_lovelace" are the same two words. */
function wordsOf(name: string): string[] {
  return plain(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .sort();
}

/** As Canvas writes a name: `lovelaceada`, whichever of its words comes first. */
function inOneWord(name: string): string[] {
  const words = plain(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return words.map((_, first) => [...words.slice(first), ...words.slice(0, first)].join(''));
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && a.length === b.length && a.every((word, index) => word === b[index]);
}

const LONGEST = 80;

/** Letters, digits and what is safe between them. */
function fileName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._@-]+/gu, '-')
    .replace(/^[-.]+/, '');
  // By characters: half of one would be nobody's letter, and the same in two names.
  const name = Array.from(plain)
    .slice(0, LONGEST)
    .join('')
    .replace(/[-.]+$/, '');
  return name === '' ? 'submission' : name;
}
