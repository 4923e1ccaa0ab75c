// The files of the project that is open in this tab, and how they get into the store without eating another tab's edits.
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { freeName } from './names.js';
import type { Content, Store, StoredFile } from './store.js';

/** What a project is, apart from what was edited in it. */
export interface ProjectOrigin {
  /** `pipes/loopback`, or `own/` and the name of a project of the user's own. */
  readonly id: string;
  readonly title: string;
  readonly kind: 'example' | 'own';
  /** Files as the catalogue has them; none in an own project. */
  readonly originals: ReadonlyMap<string, string>;
  /** Name of the example whose README and checks belong to it. */
  readonly example: string | undefined;
  readonly fromLink: boolean;
}

/** ms between the last key and the write. */
const SETTLE = 200;

const ORIGINAL: Content = { is: 'original' };
const DELETED: Content = { is: 'deleted' };

export class OpenProject {
  readonly origin: ProjectOrigin;
  readonly #store: Store;
  readonly #files = signal<ReadonlyMap<string, string>>(new Map());
  readonly #fault = signal<string>();
  readonly #unsaved = signal(false);
  readonly #pending = new Map<string, Content>();
  readonly #inFlight = new Set<string>();
  readonly #revisions = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | undefined;

  /** Called with a sentence when another tab had changed a file at the same time. */
  onConflict: ((sentence: string) => void) | undefined;

  private constructor(origin: ProjectOrigin, store: Store) {
    this.origin = origin;
    this.#store = store;
    this.#files.value = origin.originals;
  }

  /** Opens a project with what the store holds of it. A store that fails leaves the originals and a {@link fault}. */
  static async open(origin: ProjectOrigin, store: Store): Promise<OpenProject> {
    const project = new OpenProject(origin, store);
    await project.refresh();
    return project;
  }

  get files(): ReadonlySignal<ReadonlyMap<string, string>> {
    return this.#files;
  }

  /** Why edits are not kept, as the browser says it; undefined while they are. */
  get fault(): ReadonlySignal<string | undefined> {
    return this.#fault;
  }

  /** There are edits that are not in the store yet. */
  get unsaved(): ReadonlySignal<boolean> {
    return this.#unsaved;
  }

  /** Names of the files that differ from the example's own, those missing included. */
  readonly changed: ReadonlySignal<ReadonlySet<string>> = computed(() => {
    const files = this.#files.value;
    return new Set([...this.origin.originals].flatMap(([name, text]) => (files.get(name) === text ? [] : [name])));
  });

  /** Writes a file's text, new or not. */
  set(name: string, text: string): void {
    if (this.#files.value.get(name) === text) return;
    this.#show(name, text);
    this.#save(name, this.origin.originals.get(name) === text ? ORIGINAL : { is: 'text', text });
  }

  remove(name: string): void {
    this.#show(name, undefined);
    this.#save(name, DELETED);
  }

  /** Gives a file another name, at its place. */
  rename(from: string, to: string): void {
    const text = this.#files.value.get(from);
    if (text === undefined || from === to) return;
    this.#files.value = new Map([...this.#files.value].map(([name, other]) => [name === from ? to : name, other]));
    this.#save(from, DELETED);
    this.#save(to, this.origin.originals.get(to) === text ? ORIGINAL : { is: 'text', text });
  }

  /** Has one file of the example as it came, or all of them; files that were added stay. */
  restore(name?: string): void {
    for (const [original, text] of this.origin.originals) {
      if (name !== undefined && original !== name) continue;
      this.#show(original, text);
      this.#save(original, ORIGINAL);
    }
  }

  /** Takes over what other tabs wrote; what was edited here and is not written yet stays. */
  async refresh(): Promise<void> {
    let stored: readonly StoredFile[];
    try {
      stored = await this.#store.files(this.origin.id);
    } catch (error) {
      this.#fault.value = reason(error);
      return;
    }
    for (const { name, content, revision } of stored) {
      if (this.#pending.has(name) || this.#inFlight.has(name)) continue;
      if (revision <= (this.#revisions.get(name) ?? 0)) continue;
      this.#revisions.set(name, revision);
      this.#show(name, this.#textOf(name, content));
    }
  }

  /** Writes what is not written yet, now. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#drain().finally(() => (this.#writing = undefined));
    await this.#writing;
  }

  #textOf(name: string, content: Content): string | undefined {
    if (content.is === 'text') return content.text;
    return content.is === 'original' ? this.origin.originals.get(name) : undefined;
  }

  #show(name: string, text: string | undefined): void {
    if (this.#files.value.get(name) === text) return;
    const files = new Map(this.#files.value);
    if (text === undefined) files.delete(name);
    else files.set(name, text);
    this.#files.value = files;
  }

  #save(name: string, content: Content): void {
    this.#pending.set(name, content);
    this.#unsaved.value = true;
    this.#timer ??= setTimeout(() => void this.flush(), SETTLE);
  }

  async #drain(): Promise<void> {
    while (this.#pending.size > 0) {
      const taken = new Map(this.#pending);
      this.#pending.clear();
      for (const name of taken.keys()) this.#inFlight.add(name);
      try {
        const changes = [...taken].map(([name, content]) => ({
          name,
          content,
          based: this.#revisions.get(name) ?? 0,
        }));
        const outcomes = await this.#store.write(this.origin.id, changes);
        for (const [index, { name, content }] of changes.entries()) {
          const outcome = outcomes[index];
          if (outcome?.written === true) this.#revisions.set(name, outcome.revision);
          else if (outcome) this.#resolve(content, outcome.stored);
        }
        this.#fault.value = undefined;
      } catch (error) {
        // They are tried again with the next edit, or when the page is left.
        for (const [name, content] of taken) if (!this.#pending.has(name)) this.#pending.set(name, content);
        this.#fault.value = reason(error);
        return;
      } finally {
        this.#inFlight.clear();
      }
    }
    this.#unsaved.value = false;
  }

  /** Another tab wrote first: the text under the user's hands stays, and the other one gets a file of its own. */
  #resolve(mine: Content, { name, content: theirs, revision }: StoredFile): void {
    this.#revisions.set(name, revision);
    if (mine.is === 'deleted' && theirs.is === 'text') {
      this.#show(name, theirs.text);
      return;
    }
    if (!this.#pending.has(name)) this.#pending.set(name, mine);
    if (theirs.is !== 'text' || theirs.text === this.#files.value.get(name)) return;
    const copy = freeName(`${name}.other`, this.#files.value.keys());
    this.#show(copy, theirs.text);
    this.#pending.set(copy, theirs);
    this.onConflict?.(`${name} was changed in another tab at the same time; the other tab's text is in ${copy}.`);
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
