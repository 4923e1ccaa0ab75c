// What the page works on: one open project, the user's library, and the store below both.
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Catalogue, CatalogueExample } from '#page-data/catalogue.js';
import type { GuestChanges, Project } from '../session/project.js';
import { Library } from './library.js';
import { OpenProject, type ProjectOrigin } from './open-project.js';
import { ownFiles, type Store } from './store.js';
import { takeOver } from './take-over.js';

const NOTHING: ReadonlyMap<string, string> = new Map();

export class Workspace {
  readonly library: Library;
  /** The file in the editor. */
  readonly active: Signal<string | undefined> = signal(undefined);
  readonly #store: Store;
  readonly #catalogue: Catalogue;
  readonly #current = signal<OpenProject>();
  readonly #refused = signal<string>();
  #opening = 0;

  /** Called with a sentence for the user. */
  onMessage: ((sentence: string) => void) | undefined;

  /**
   * @param refused why the browser keeps nothing, when the store is only memory
   */
  constructor(store: Store, catalogue: Catalogue, refused?: string) {
    this.#store = store;
    this.#catalogue = catalogue;
    this.#refused.value = refused;
    this.library = new Library(store);
    store.onNotice = ({ of }) => {
      if (of === 'files') void this.#current.value?.refresh();
      else void this.#refreshLibrary();
    };
  }

  get current(): ReadonlySignal<OpenProject | undefined> {
    return this.#current;
  }

  readonly files: ReadonlySignal<ReadonlyMap<string, string>> = computed(
    () => this.#current.value?.files.value ?? NOTHING,
  );

  /** The example that is open, or that the open project began as. */
  readonly example: ReadonlySignal<CatalogueExample | undefined> = computed(() => {
    const name = this.#current.value?.origin.example;
    return name === undefined ? undefined : this.find(name);
  });

  /** Why edits are not kept; undefined while they are. */
  readonly fault: ReadonlySignal<string | undefined> = computed(
    () => this.#current.value?.fault.value ?? this.#refused.value,
  );

  find(example: string): CatalogueExample | undefined {
    return this.#catalogue.examples.find(({ name }) => name === example);
  }

  get examples(): readonly CatalogueExample[] {
    return this.#catalogue.examples;
  }

  /** What the store holds of the library; a store that fails says so in {@link fault}. */
  async start(): Promise<void> {
    await this.#refreshLibrary();
  }

  /** Opens an example. @returns whether there is one of that name */
  async openExample(name: string): Promise<boolean> {
    const example = this.find(name);
    if (!example) return false;
    await this.#open({
      id: name,
      title: example.title,
      kind: 'example',
      originals: new Map(Object.entries(example.files)),
      example: name,
      fromLink: false,
    });
    return true;
  }

  /** Opens a project of the user's own. @returns whether there is one of that id */
  async openOwn(id: string): Promise<boolean> {
    const project = this.library.find(id);
    if (!project) return false;
    const { title, example, fromLink } = project;
    await this.#open({ id: ownFiles(id), title, kind: 'own', originals: NOTHING, example, fromLink });
    return true;
  }

  async close(): Promise<void> {
    const turn = ++this.#opening;
    await this.#current.value?.flush();
    // Somebody has opened one meanwhile, perhaps the same again.
    if (turn !== this.#opening) return;
    this.#current.value = undefined;
    this.active.value = undefined;
  }

  /** Puts files into a project that is not open, such as one that came with a link; files that are there stay. */
  async fill(id: string, files: ReadonlyMap<string, string>): Promise<void> {
    const changes = [...files].map(([name, text]) => ({ name, content: { is: 'text', text } as const, based: 0 }));
    await this.#store.write(ownFiles(id), changes);
  }

  /** What the machine takes: the files as they stand in the editor just now. */
  project(): Project | undefined {
    const current = this.#current.value;
    if (!current) return undefined;
    const { id } = current.origin;
    const { example, lab } = this.example.value ?? {};
    return {
      name: id.replace(/^own\//, ''),
      files: current.files.value,
      ...(example && { example }),
      ...(lab && { lab }),
    };
  }

  /** Has everything in the store. */
  async save(): Promise<void> {
    await this.#current.value?.flush();
  }

  /** Takes over what was done to the open project's files in the guest, and says so. */
  takeOver(changes: GuestChanges): void {
    const told = this.#current.value ? takeOver(this.#current.value, changes) : [];
    if (told.length > 0) this.onMessage?.(told.join(' '));
  }

  /** Takes over what other tabs did while this one slept. */
  async refresh(): Promise<void> {
    await this.#current.value?.refresh();
    await this.#refreshLibrary();
  }

  async #open(origin: ProjectOrigin): Promise<void> {
    const turn = ++this.#opening;
    const open = this.#current.value;
    await open?.flush();
    // Opened once more it stays as it is, with its history of changes.
    if (open?.origin.id === origin.id) return open.refresh();
    const project = await OpenProject.open(origin, this.#store);
    // Somebody has gone on to another one meanwhile.
    if (turn !== this.#opening) return;
    project.onConflict = (sentence) => this.onMessage?.(sentence);
    this.#current.value = project;
    this.active.value = firstFile(project.files.value);
  }

  async #refreshLibrary(): Promise<void> {
    try {
      await this.library.refresh();
    } catch (error) {
      this.#refused.value = error instanceof Error ? error.message : String(error);
    }
  }
}

/** The file that is read first: one in C, if there is any. */
function firstFile(files: ReadonlyMap<string, string>): string | undefined {
  const names = [...files.keys()];
  return names.find((name) => name.endsWith('.c')) ?? names[0];
}
