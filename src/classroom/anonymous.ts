// Grading without names: reports have codes, and one file says whose they are.
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClassResult, Student, SubmissionResult } from '#lab/result.js';
import { ifThere } from '#node/file-error.js';
import { writeWhole } from '#node/whole-file.js';
import { asCsv } from '#reports/as-csv.js';
import { defused, fused } from '#util/csv-cell.js';
import { IpclabError } from '#util/error.js';
import { decodeCsv, parseRows, refuseTwice } from './csv-rows.js';

/** A line of the key: what reports call a submission, or a student who has none, and whose it is. */
interface KeyRow {
  readonly code: string;
  /** Id of the submission; empty: there is none yet. */
  readonly submission: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const NAME = 'anonymous-key.csv';
const COLUMNS = ['code', 'submission', 'id', 'name', 'email'] as const;
/** Without letters and digits that are taken for each other, and without vowels, so that no code is a word. */
const LETTERS = 'BCDFGHJKMNPQRSTVWXZ23456789';
const LENGTH = 6;

/** The key of a folder of results; codes stay the same from one grading to the next. */
export class AnonymousKey {
  readonly #rows: readonly KeyRow[];
  readonly #codes: ReadonlyMap<string, string>;

  private constructor(rows: readonly KeyRow[]) {
    this.#rows = rows;
    this.#codes = new Map(rows.map(({ submission, code }) => [submission, code]));
  }

  /**
   * Reads the key of a folder, and gives a code to whoever has none.
   *
   * @throws IpclabError `usage` when it is none, or cannot be written
   */
  static async open(folder: string, submissions: readonly Whose[], absent: readonly Student[]): Promise<AnonymousKey> {
    const rows = [...(await readRows(folder))];
    const taken = new Set(rows.map(({ code }) => code));
    const known = new Set(rows.map(({ submission, id }) => JSON.stringify([submission, id])));
    for (const { id: submission, student } of [...submissions, ...absent.map((student) => ({ id: '', student }))]) {
      if (known.has(JSON.stringify([submission, student.id]))) continue;
      const own = rows.find(({ id }) => id === student.id)?.code.replace(/-\d+$/, '');
      const code = own === undefined ? unused(taken) : numbered(own, taken);
      taken.add(code);
      rows.push({ code, submission, id: student.id, name: student.name, email: student.email ?? '' });
    }
    await writeWhole(join(folder, NAME), textOf(rows), { cure: 'give another folder with --out', durable: true });
    return new AnonymousKey(rows);
  }

  /** Results without names: of submissions, students, files, notes, and of what programs and compilers said. */
  of({ lab, results, absent }: ClassResult): ClassResult {
    // What was handed in together is still one thing.
    const sources = new Map<string, string>();
    for (const { submission } of results)
      if (!sources.has(submission.source)) sources.set(submission.source, this.#codes.get(submission.id) ?? '');
    return {
      lab,
      results: results.map((result) => this.#result(result, sources)),
      absent: absent.map(({ id }) => nobody(this.#rows.find((row) => row.id === id)?.code ?? '')),
    };
  }

  /** A sentence without names. */
  text(sentence: string): string {
    return this.#without(sentence, true);
  }

  #result(result: SubmissionResult, sources: ReadonlyMap<string, string>): SubmissionResult {
    const { submission } = result;
    const code = this.#codes.get(submission.id) ?? '';
    const { files, notes, digest } = submission;
    return {
      ...mapSaid(result, (text) => this.#without(text, false)),
      submission: {
        id: code,
        student: nobody(code.replace(/-\d+$/, '')),
        source: sources.get(submission.source) ?? code,
        digest,
        files: files.map((file) => ({ ...file, path: this.text(file.path) })),
        notes: notes.map((note) => this.text(note)),
      },
    };
  }

  /** @param words whether single words of names go, too: a program may print a word that is somebody's name */
  #without(text: string, words: boolean): string {
    return this.#rows.reduce((rest, row) => {
      const whole = [row.submission, row.id, row.name, row.email].filter((one) => one.length >= LEAST);
      const parts = words ? row.name.split(/[^\p{L}\p{N}]+/u).filter((one) => one.length >= 3) : [];
      return [...whole, ...parts].reduce((left, one) => replaceWord(left, one, row.code), rest);
    }, text);
  }
}

interface Whose {
  readonly id: string;
  readonly student: Student;
}

/** Shorter ones are numbers and words that a program has for reasons of its own. */
const LEAST = 4;

/** What people call submissions in a folder of results, by the codes of its key where it has one. */
export interface Codes {
  /** @returns the id of the submission, or the word itself */
  readonly idOf: (word: string) => string;
  /** @returns the code of a submission, or its id where it has none */
  readonly codeOf: (id: string) => string;
}

export async function readCodes(folder: string): Promise<Codes> {
  const rows = await readRows(folder);
  const ids = new Map(rows.map(({ code, submission }) => [code, submission]));
  const codes = new Map(rows.map(({ code, submission }) => [submission, code]));
  return { idOf: (word) => ids.get(word.toUpperCase()) ?? word, codeOf: (id) => codes.get(id) ?? id };
}

async function readRows(folder: string): Promise<readonly KeyRow[]> {
  const file = join(folder, NAME);
  const bytes = await ifThere(readFile(file), file, 'put the file of that name back, or remove what is there');
  if (bytes === undefined) return [];
  const [header, ...rows] = parseRows(decodeCsv(bytes), file);
  const missing = COLUMNS.filter((name) => !header?.cells.includes(name));
  if (!header || missing.length > 0)
    throw new IpclabError(
      'usage',
      `${file}: line 1: lacks ${missing.join(', ')}; bring the file back as it was, or remove it for new codes`,
    );
  refuseTwice(header.cells, COLUMNS, `${file}: line ${header.line}`);
  const at = (cells: readonly string[], name: (typeof COLUMNS)[number]): string =>
    fused(cells[header.cells.indexOf(name)] ?? '');
  return rows.map(({ cells }) => ({
    code: at(cells, 'code'),
    submission: at(cells, 'submission'),
    id: at(cells, 'id'),
    name: at(cells, 'name'),
    email: at(cells, 'email'),
  }));
}

function textOf(rows: readonly KeyRow[]): string {
  const cells = rows.map((row) => COLUMNS.map((name) => defused(row[name])));
  return asCsv([COLUMNS, ...cells]);
}

function unused(taken: ReadonlySet<string>): string {
  for (;;) {
    const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    if (!taken.has(code)) return code;
  }
}

function numbered(code: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count++) if (!taken.has(`${code}-${count}`)) return `${code}-${count}`;
}

function nobody(code: string): Student {
  return { id: code, name: code };
}

function replaceWord(text: string, word: string, by: string): string {
  if (!text.toLowerCase().includes(word.toLowerCase())) return text;
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu'), by);
}

/** What programs, compilers and people said; other fields are of the lab, or of the format, whatever somebody is called. */
const SAID: ReadonlySet<string> = new Set(['head', 'problems', 'wanted', 'seen', 'reason', 'comment']);

/** The same data with other texts in what was said. */
function mapSaid<T>(value: T, change: (text: string) => string): T {
  const map = (one: unknown, field: string): unknown => {
    if (typeof one === 'string') return SAID.has(field) ? change(one) : one;
    if (Array.isArray(one)) return one.map((each) => map(each, field));
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, each]) => [name, map(each, name)]));
  };
  return map(value, '') as T;
}
