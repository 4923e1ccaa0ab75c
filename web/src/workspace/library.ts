// The projects that are the user's own, and how far they came with the examples.
import { signal, type ReadonlySignal } from '@preact/signals';
import { freeName } from './names.js';
import type { Progress, Store, StoredProject } from './store.js';

export class Library {
  readonly #store: Store;
  readonly #projects = signal<readonly StoredProject[]>([]);
  readonly #progress = signal<ReadonlyMap<string, Progress>>(new Map());
  /** Counts what was written here. */
  #written = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Newest first. */
  get projects(): ReadonlySignal<readonly StoredProject[]> {
    return this.#projects;
  }

  /** By the example's name. */
  get progress(): ReadonlySignal<ReadonlyMap<string, Progress>> {
    return this.#progress;
  }

  /** Reads what the store holds, at the start and after another tab has written. */
  async refresh(): Promise<void> {
    const written = this.#written;
    const [projects, progress] = await Promise.all([this.#store.projects(), this.#store.progress()]);
    // What was written here meanwhile is newer than what was read.
    if (written !== this.#written) return this.refresh();
    this.#projects.value = sorted(projects);
    this.#progress.value = progress;
  }

  find(id: string): StoredProject | undefined {
    return this.#projects.value.find((project) => project.id === id);
  }

  /** A new project with a title that no other one has; its files come with {@link Workspace.open}. */
  async create(wanted: Partial<Omit<StoredProject, 'created'>> = {}): Promise<StoredProject> {
    const others = this.#projects.value;
    const title = freeTitle(wanted.title ?? 'Untitled', others);
    const id =
      wanted.id ??
      freeName(
        slug(title),
        others.map((project) => project.id),
      );
    const project = { fromLink: false, ...wanted, id, title, created: Date.now() };
    this.#written++;
    this.#projects.value = sorted([...others, project]);
    await this.#store.putProject(project);
    return project;
  }

  /** Gives a project another title; an empty one leaves it as it is. */
  async retitle(id: string, title: string): Promise<void> {
    const project = this.find(id);
    const trimmed = title.trim().slice(0, 80);
    if (!project || trimmed === '' || trimmed === project.title) return;
    const others = this.#projects.value.filter((other) => other !== project);
    const changed = { ...project, title: freeTitle(trimmed, others) };
    this.#written++;
    this.#projects.value = sorted([...others, changed]);
    await this.#store.putProject(changed);
  }

  async remove(id: string): Promise<void> {
    this.#written++;
    this.#projects.value = this.#projects.value.filter((project) => project.id !== id);
    await this.#store.removeProject(id);
  }

  /** Ticks an example; passed stays passed. */
  async reached(example: string, progress: Progress): Promise<void> {
    const before = this.#progress.value.get(example);
    if (before === 'passed' || before === progress) return;
    this.#written++;
    this.#progress.value = new Map(this.#progress.value).set(example, progress);
    await this.#store.setProgress(example, progress);
  }
}

function sorted(projects: readonly StoredProject[]): readonly StoredProject[] {
  return [...projects].sort((a, b) => b.created - a.created || (a.id < b.id ? -1 : 1));
}

function freeTitle(title: string, others: readonly StoredProject[]): string {
  const taken = new Set(others.map((project) => project.title));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? title : `${title} ${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** What of a title can stand in an address and be a folder of the guest. */
function slug(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return plain === '' ? 'project' : plain;
}
