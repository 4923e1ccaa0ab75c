// What is kept between visits, in IndexedDB; tabs tell each other what they wrote.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { ownFiles } from './store.js';
import type { Change, Notice, Outcome, Progress, Store, StoredFile, StoredProject } from './store.js';

interface Schema extends DBSchema {
  files: { key: [project: string, name: string]; value: StoredFile; indexes: { project: string } };
  projects: { key: string; value: StoredProject };
  progress: { key: string; value: Progress };
}

export class BrowserStore implements Store {
  readonly #database: IDBPDatabase<Schema>;
  readonly #channel: BroadcastChannel;
  onNotice: Store['onNotice'];

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
    this.#channel = new BroadcastChannel(database.name);
    this.#channel.onmessage = ({ data }: MessageEvent<Notice>) => this.onNotice?.(data);
  }

  /**
   * @param name of the database
   * @throws DOMException when the browser keeps nothing for this page
   */
  static async open(name: string): Promise<BrowserStore> {
    const database = await openDB<Schema>(name, 1, {
      upgrade(empty) {
        empty.createObjectStore('files', { keyPath: ['project', 'name'] }).createIndex('project', 'project');
        empty.createObjectStore('projects', { keyPath: 'id' });
        empty.createObjectStore('progress');
      },
    });
    return new BrowserStore(database);
  }

  files(project: string): Promise<readonly StoredFile[]> {
    return this.#database.getAllFromIndex('files', 'project', project);
  }

  async write(project: string, changes: readonly Change[]): Promise<readonly Outcome[]> {
    const transaction = this.#database.transaction('files', 'readwrite');
    const outcomes: Outcome[] = [];
    for (const { name, content, based } of changes) {
      const stored = await transaction.store.get([project, name]);
      if (stored && stored.revision !== based) {
        outcomes.push({ written: false, stored });
        continue;
      }
      await transaction.store.put({ project, name, content, revision: based + 1 });
      outcomes.push({ written: true, revision: based + 1 });
    }
    await transaction.done;
    this.#notify({ of: 'files', project });
    return outcomes;
  }

  projects(): Promise<readonly StoredProject[]> {
    return this.#database.getAll('projects');
  }

  async putProject(project: StoredProject): Promise<void> {
    await this.#database.put('projects', project);
    this.#notify({ of: 'projects' });
  }

  async removeProject(id: string): Promise<void> {
    const transaction = this.#database.transaction(['files', 'projects'], 'readwrite');
    const files = transaction.objectStore('files');
    for (const key of await files.index('project').getAllKeys(ownFiles(id))) await files.delete(key);
    await transaction.objectStore('projects').delete(id);
    await transaction.done;
    this.#notify({ of: 'projects' });
  }

  async progress(): Promise<ReadonlyMap<string, Progress>> {
    const transaction = this.#database.transaction('progress');
    const [examples, reached] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
    return new Map(examples.map((example, index) => [example, reached[index] ?? 'ran']));
  }

  async setProgress(example: string, progress: Progress): Promise<void> {
    await this.#database.put('progress', progress, example);
    this.#notify({ of: 'progress' });
  }

  #notify(notice: Notice): void {
    this.#channel.postMessage(notice);
  }
}
