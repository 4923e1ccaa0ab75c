// A class from what was handed in to its results, in one folder.
import { join } from 'node:path';
import type { HandInRules } from '#lab/hand-in-rules.js';
import type { ClassResult, SubmissionResult } from '#lab/result.js';
import type { Ground } from '#reports/ground.js';
import { quoteWord } from '#scenario/command-line.js';
import type { Files } from '#scenario/setting.js';
import { makeFolders } from '#node/make-folders.js';
import { fileError } from '#node/file-error.js';
import { IpclabError } from '#util/error.js';
import { AnonymousKey } from './anonymous.js';
import { attemptsInWords, withAttempts } from './attempts.js';
import { drawingsFor, type XrayOptions } from './class-xrays.js';
import { describe, type Described } from './describe.js';
import { earlierAttempts } from './earlier-attempts.js';
import { gradeClass, type ClassOptions, type ClassPlan } from './grade-class.js';
import { Register } from './identify.js';
import { filesExpectedBy, notesOfUnasked } from './intake/expected.js';
import { takeIn } from './intake/intake.js';
import type { Layout } from './intake/split.js';
import { Ledger, readLedger, type LedgerContent } from './ledger/ledger.js';
import { lockFolder } from './ledger/lock.js';
import { SourceStore } from './ledger/store.js';
import { tellNamesakes } from './namesakes.js';
import { only } from './pattern.js';
import { linksFor } from './run-links.js';
import { similarGroups } from './similar.js';
import type { RosterStudent } from './roster.js';

export interface Gathering {
  /** Files, folders and archives, as a person gave them. */
  readonly paths: readonly string[];
  readonly roster: readonly RosterStudent[];
  readonly layout: Layout;
  /** A pattern: see {@link only}. */
  readonly only?: string | undefined;
  /** Which of several submissions counts: one that was graded before may. */
  readonly rules?: HandInRules | undefined;
  readonly onIgnored: (path: string) => void;
}

interface GroundOptions {
  readonly changes: readonly string[];
  readonly lab: string;
  readonly page: URL | undefined;
  readonly gradebook: Ground['gradebook'];
  readonly similar: { readonly starter: Files; readonly least: number } | undefined;
  readonly drawingOf: Ground['drawingOf'];
}

export interface Gathered {
  readonly submissions: readonly Described[];
  readonly absent: ClassResult['absent'];
  /** What an instructor has to look at before marks are given, a sentence each. */
  readonly warnings: readonly string[];
}

/** A folder of results, locked for one grader. */
export class Classroom implements AsyncDisposable {
  readonly known: LedgerContent;
  readonly #folder: string;
  readonly #store: SourceStore;
  readonly #resources: AsyncDisposable[];
  readonly #ledger: Ledger;

  private constructor(folder: string, store: SourceStore, ledger: Ledger, known: LedgerContent, lock: AsyncDisposable) {
    this.#folder = folder;
    this.#store = store;
    this.#ledger = ledger;
    this.known = known;
    this.#resources = [ledger, lock];
  }

  /** @throws IpclabError `usage` when it cannot be used, or another grader is at work in it */
  static async open(folder: string): Promise<Classroom> {
    await makeFolders(folder).catch((error: unknown) => {
      throw fileError(error, folder, 'give another with --out');
    });
    const lock = await lockFolder(folder);
    try {
      const known = await readLedger(folder);
      return new Classroom(folder, new SourceStore(folder), await Ledger.open(folder, known), known, lock);
    } catch (error) {
      await lock[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Takes in submissions, and keeps their files. */
  async gather({ lab }: ClassPlan, { paths, roster, layout, onIgnored, ...gathering }: Gathering): Promise<Gathered> {
    const expected = filesExpectedBy(lab);
    const register = new Register(roster);
    const all: Described[] = [];
    for await (const intake of takeIn(paths, { expected, layout, onIgnored })) {
      const notes = [...intake.notes, ...notesOfUnasked(lab, Object.keys(intake.files))];
      all.push(await describe(register.enter({ ...intake, notes }), this.#store));
    }
    const { submissions: present, sentences: warnings } = tellNamesakes(all, roster);
    const before = earlierAttempts(present, this.known.records, gathering.rules?.attempts);
    const submissions = [...present, ...before];
    if (gathering.only === undefined) return { submissions, absent: register.absent, warnings };
    const meant = only(gathering.only);
    const chosen = submissions.filter(({ submission }) => meant(submission));
    if (chosen.length === 0)
      throw new IpclabError('usage', `${gathering.only}: no submission of ${submissions.length} is called so`);
    const absent = register.absent.filter((student) => meant({ ...NOBODY, student }));
    return { submissions: chosen, absent, warnings };
  }

  async grade(
    plan: ClassPlan,
    submissions: readonly Described[],
    options: Omit<ClassOptions, 'store' | 'ledger' | 'known'>,
  ): Promise<SubmissionResult[]> {
    return gradeClass(plan, submissions, { ...options, store: this.#store, ledger: this.#ledger, known: this.known });
  }

  /** What happened in runs in which checks failed, drawn; recordings are kept in `xrays/`. */
  async drawings(
    plan: ClassPlan,
    results: readonly SubmissionResult[],
    options: Omit<XrayOptions, 'store' | 'folder'>,
  ): Promise<Ground['drawingOf']> {
    return drawingsFor(plan, results, { ...options, store: this.#store, folder: join(this.#folder, 'xrays') });
  }

  /** The codes under which submissions and absent students stand in reports without names. */
  async anonymousKey({ submissions, absent }: Pick<Gathered, 'submissions' | 'absent'>): Promise<AnonymousKey> {
    return AnonymousKey.open(
      this.#folder,
      submissions.map(({ submission }) => submission),
      absent,
    );
  }

  /**
   * What follows of when they were handed in.
   *
   * @returns the results, and a sentence for each student of whose submissions one counts
   */
  attempts(
    results: readonly SubmissionResult[],
    submissions: readonly Described[],
    rules: HandInRules | undefined,
  ): { results: SubmissionResult[]; sentences: string[] } {
    const timed = withAttempts(results, submissions, this.known.records, rules);
    return { results: timed, sentences: attemptsInWords(timed) };
  }

  /**
   * What reports show of how a class was graded.
   *
   * @param lab the folder of the lab, as a person gave it
   * @param page the address of a page that reports link to
   * @param gradebook the learning platform's, as it was given
   * @param changes whose points are others than before
   * @param drawingOf what {@link drawings} gave
   * @param similar from which share on works are alike, beside what everybody was given; undefined: they are not compared
   */
  async groundOf(
    { lab: { tasks } }: ClassPlan,
    results: readonly SubmissionResult[],
    { lab, page, gradebook, similar, changes, drawingOf }: GroundOptions,
  ): Promise<Ground> {
    const linkTo = await linksFor(page, results, tasks, this.#store);
    return {
      tasks,
      linkTo,
      drawingOf,
      regrade: ['npx', 'ipclab', 'regrade', lab, this.#folder].map(quoteWord).join(' '),
      changes,
      similar: similar ? await similarGroups(results, this.#store, similar.starter, similar.least) : [],
      gradebook,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const resource of this.#resources) await resource[Symbol.asyncDispose]();
  }
}

const NOBODY = { id: '', source: '', digest: '', files: [], notes: [] };
