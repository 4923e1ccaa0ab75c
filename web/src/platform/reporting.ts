// What a learning platform is told of a kit, and what it gives back on another computer: points, what is done, and sources.
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import { progressText, readProgress, scoreOf, type ItemProgress } from '#kit/progress-text.js';
import type { CatalogueExample } from '#page-data/catalogue.js';
import { saved } from '../lab/hand-in.js';
import type { Page } from '../page.js';
import type { OpenProject } from '../workspace/open-project.js';
import { takeOver } from '../workspace/take-over.js';
import type { Workspace } from '../workspace/workspace.js';
import type { Attempt } from './attempt.js';
import { markOf, setMark } from './mark.js';
import { pointsOf, wonOf } from './points.js';

/** What the page says about it. */
export interface Reported {
  readonly score: number | undefined;
  readonly done: boolean;
  /** Of which the sources are too large for the platform. */
  readonly without: readonly string[];
  /** Number of the platform's error with the last report. */
  readonly error: string | undefined;
}

/** ms after an edit. */
const SETTLE = 10_000;

const NOTHING: ItemProgress = { got: 0, of: 0, done: false, files: {} };

const ELSEWHERE = { where: 'on another computer', whose: 'the other computer’s', ending: 'elsewhere' };

export class Reporting {
  readonly #attempt: Attempt;
  /** What this browser told last, to see whether another one has told since. */
  readonly #mark: string;
  readonly #progress: Map<string, ItemProgress>;
  readonly #reported = signal<Reported>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param store name of the database that keeps the student's work in this browser */
  constructor(attempt: Attempt, store: string) {
    this.#attempt = attempt;
    this.#mark = `${store} told`;
    this.#progress = new Map(readProgress(attempt.kept));
  }

  get open(): boolean {
    return this.#attempt.open;
  }

  /** undefined: nothing was told yet. */
  get reported(): ReadonlySignal<Reported | undefined> {
    return this.#reported;
  }

  /** Tells what is done on the page from now on, until it is left. */
  follow(page: Page, workspace: Workspace): void {
    const items = itemsOf(workspace.examples);
    this.#begin(items);
    this.#followFiles(page, workspace, items);
    effect(() => {
      const checks = page.session.checking.checks.value;
      const item = checks.kind === 'done' ? items.get(checks.name) : undefined;
      if (checks.kind === 'done' && item)
        untracked(() => {
          this.#checked(item.name, wonOf(checks), item.lab !== undefined);
          this.#tell(workspace);
        });
    });
    effect(() => {
      for (const [name, { lab }] of items) {
        if (lab && saved.value.has(lab.name)) this.#change(name, { done: true });
      }
      untracked(() => this.#tell(workspace));
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#tell(workspace);
    });
    addEventListener('pagehide', () => {
      this.#tell(workspace);
      this.#attempt.end();
    });
    // A page that comes back as it was has said good-bye already.
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) location.reload();
    });
  }

  #followFiles(page: Page, workspace: Workspace, items: ReadonlyMap<string, CatalogueExample>): void {
    const resumed = new Set<string>();
    const mark = markOf(this.#mark);
    const told = readProgress(mark);
    const elsewhere = mark !== this.#attempt.kept;
    effect(() => {
      const project = workspace.current.value;
      const name = project?.origin.id ?? '';
      if (!project || !items.has(name)) return;
      if (elsewhere && !resumed.has(name)) untracked(() => this.#resume(page, project, told.get(name)));
      resumed.add(name);
      const files = [...project.files.value].filter(([file, text]) => project.origin.originals.get(file) !== text);
      this.#change(name, { files: Object.fromEntries(files) });
      this.#timer ??= setTimeout(() => this.#tell(workspace), SETTLE);
    });
  }

  /** Work that was done on another computer since. */
  #resume(page: Page, project: OpenProject, told: ItemProgress | undefined): void {
    const { files = {} } = this.#progress.get(project.origin.id) ?? {};
    const before = new Map([...project.origin.originals, ...Object.entries(told?.files ?? {})]);
    const sentences = takeOver(project, { before, changed: new Map(Object.entries(files)), gone: [] }, ELSEWHERE);
    if (sentences.length > 0) page.messages.tell(sentences.join(' '));
  }

  /** @param handedIn whether somebody is done with it by handing it in, and not by passing */
  #checked(name: string, won: number, handedIn: boolean): void {
    const { got, of, done } = this.#progress.get(name) ?? NOTHING;
    this.#change(name, { got: Math.max(got, won), done: done || (!handedIn && won === of) });
  }

  #change(name: string, change: Partial<ItemProgress>): void {
    this.#progress.set(name, { ...NOTHING, ...this.#progress.get(name), ...change });
  }

  /** What the platform kept is of the kit as it was then: labs have gone, come, or have other points. */
  #begin(items: ReadonlyMap<string, CatalogueExample>): void {
    for (const name of this.#progress.keys()) if (!items.has(name)) this.#progress.delete(name);
    for (const [name, item] of items) {
      const of = pointsOf(item);
      const { got = 0, of: before = of } = this.#progress.get(name) ?? {};
      this.#change(name, { got: before === of ? got : 0, of });
    }
  }

  #tell(workspace: Workspace): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const items = [...this.#progress.values()];
    const { text, without } = progressText(this.#progress);
    const [score, done] = [scoreOf(items), items.every((item) => item.done)];
    const error = this.#attempt.tell({ score, done, kept: text });
    // Work that this browser has not kept must come back from the platform.
    if (error === undefined) void workspace.save().then(() => setMark(this.#mark, text));
    this.#reported.value = { score, done, without, error };
  }
}

/** What is scored: the labs, or where there is none the examples. */
function itemsOf(examples: readonly CatalogueExample[]): ReadonlyMap<string, CatalogueExample> {
  const labs = examples.filter(({ lab }) => lab);
  return new Map((labs.length > 0 ? labs : examples).map((example) => [example.name, example]));
}
