// What a person does with projects of their own, and how far they came with the examples.
import type { Page } from '../page.js';
import type { Progress } from './store.js';

/** What a new program begins as: it runs. */
const TEMPLATE = `#include <stdio.h>

int main(void) {
    puts("hello");
    return 0;
}
`;

export class ProjectActions {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The open project's name in the library; undefined for an example. */
  get ownId(): string | undefined {
    const origin = this.#page.workspace.value?.current.value?.origin;
    return origin?.kind === 'own' ? origin.id.slice('own/'.length) : undefined;
  }

  /** The open project's title, as it stands in the library now. */
  get title(): string | undefined {
    const workspace = this.#page.workspace.value;
    const origin = workspace?.current.value?.origin;
    const own = this.ownId;
    return own === undefined ? origin?.title : (workspace?.library.find(own)?.title ?? origin?.title);
  }

  /** A project with one small program, ready to be typed over. */
  async create(): Promise<void> {
    const workspace = this.#page.workspace.value;
    if (!workspace) return;
    const { id } = await workspace.library.create({ title: 'New program' });
    await this.#keep(() => workspace.fill(id, new Map([['main.c', TEMPLATE]])));
    this.#page.router.goAndType(id);
  }

  async retitle(title: string): Promise<void> {
    const id = this.ownId;
    if (id !== undefined) await this.#keep(async () => this.#page.workspace.value?.library.retitle(id, title));
  }

  async remove(): Promise<void> {
    const id = this.ownId;
    if (id === undefined) return;
    await this.#page.workspace.value?.close();
    await this.#keep(async () => this.#page.workspace.value?.library.remove(id));
    this.#page.router.go({ view: 'start' });
  }

  /** Ticks the example of that name, which need not be open any more; any other project has no tick. */
  reached(name: string | undefined, progress: Progress): void {
    const workspace = this.#page.workspace.value;
    if (name !== undefined && workspace?.find(name)) void this.#keep(() => workspace.library.reached(name, progress));
  }

  /** Writes to the store; what cannot be kept is told, and goes on in memory. */
  async #keep(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#page.messages.tell(`This browser could not save it: ${why}`);
    }
  }
}
