// A store that lives as long as the page: for browsers that refuse to keep anything, and for tests with several tabs.
import { ownFiles } from './store.js';
import type { Change, Notice, Outcome, Progress, Store, StoredFile, StoredProject } from './store.js';

interface Data {
  readonly files: Map<string, Map<string, StoredFile>>;
  readonly projects: Map<string, StoredProject>;
  readonly progress: Map<string, Progress>;
  readonly tabs: Set<MemoryStore>;
}

export class MemoryStore implements Store {
  readonly #data: Data;
  onNotice: Store['onNotice'];

  /** @param beside another tab's store, to share its contents */
  constructor(beside?: MemoryStore) {
    this.#data = beside
      ? beside.#data
      : { files: new Map(), projects: new Map(), progress: new Map(), tabs: new Set() };
    this.#data.tabs.add(this);
  }

  async files(project: string): Promise<readonly StoredFile[]> {
    return [...(this.#data.files.get(project)?.values() ?? [])];
  }

  async write(project: string, changes: readonly Change[]): Promise<readonly Outcome[]> {
    const files = this.#data.files.get(project) ?? new Map<string, StoredFile>();
    this.#data.files.set(project, files);
    const outcomes = changes.map(({ name, content, based }): Outcome => {
      const stored = files.get(name);
      if (stored && stored.revision !== based) return { written: false, stored };
      files.set(name, { project, name, content, revision: based + 1 });
      return { written: true, revision: based + 1 };
    });
    this.#notify({ of: 'files', project });
    return outcomes;
  }

  async projects(): Promise<readonly StoredProject[]> {
    return [...this.#data.projects.values()];
  }

  async putProject(project: StoredProject): Promise<void> {
    this.#data.projects.set(project.id, project);
    this.#notify({ of: 'projects' });
  }

  async removeProject(id: string): Promise<void> {
    this.#data.projects.delete(id);
    this.#data.files.delete(ownFiles(id));
    this.#notify({ of: 'projects' });
  }

  async progress(): Promise<ReadonlyMap<string, Progress>> {
    return new Map(this.#data.progress);
  }

  async setProgress(example: string, progress: Progress): Promise<void> {
    this.#data.progress.set(example, progress);
    this.#notify({ of: 'progress' });
  }

  #notify(notice: Notice): void {
    for (const tab of this.#data.tabs) if (tab !== this) tab.onNotice?.(notice);
  }
}
