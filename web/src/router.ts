// What the address says is opened, and what stands in the code's place when that is no project.
import { signal } from '@preact/signals';
import type { Page } from './page.js';
import { formatRoute, parseRoute, type Route } from './route.js';
import { openLink } from './share/open-link.js';
import type { Workspace } from './workspace/workspace.js';

/** What stands where a project would be. */
export type Shown =
  | { readonly is: 'opening' | 'start' | 'project' }
  /** The sentence says why there is none. */
  | { readonly is: 'nothing'; readonly sentence: string };

export class Router {
  readonly shown = signal<Shown>({ is: 'opening' });
  readonly #page: Page;
  /** Counts the addresses that were followed. */
  #followed = 0;
  /** The project that opens next is a new one, to be typed in. */
  #typeNext = false;
  /** And runs with these words, which came with a link. */
  #wordsNext = '';

  constructor(page: Page) {
    this.#page = page;
  }

  /** Follows the address from now on. */
  async start(workspace: Workspace): Promise<void> {
    const follow = (): Promise<void> => this.#follow(workspace, parseRoute(location.hash));
    addEventListener('hashchange', () => void follow());
    await follow();
  }

  go(route: Exclude<Route, { view: 'unknown' }>): void {
    location.hash = formatRoute(route);
  }

  /** Goes to a project that was just made, with the keyboard in its file. */
  goAndType(id: string): void {
    this.#typeNext = true;
    this.go({ view: 'own', id });
  }

  async #follow(workspace: Workspace, route: Route): Promise<void> {
    const { catalogueFault } = this.#page;
    const turn = ++this.#followed;
    // Somebody has gone on to another address meanwhile: what that one opens is what counts.
    const isPast = (): boolean => turn !== this.#followed;
    switch (route.view) {
      case 'start':
        await workspace.close();
        if (!isPast()) this.#start();
        return;
      case 'example': {
        const before = workspace.current.peek();
        const isThere = await workspace.openExample(route.name);
        if (isPast()) return;
        if (isThere) {
          // What was done with it stays where somebody follows a link of its own guide.
          if (!route.looks || workspace.current.peek() !== before) this.#opened();
          if (route.looks) this.#look(route.name);
        } else
          this.#nothing(
            workspace,
            catalogueFault.value ?? `There is no example ${route.name}; choose one from the list.`,
          );
        return;
      }
      case 'own': {
        const isThere = await workspace.openOwn(route.id);
        if (isPast()) return;
        if (isThere) this.#opened();
        else
          this.#nothing(
            workspace,
            `There is no project ${route.id} in this browser; it was made in another one, or deleted.`,
          );
        return;
      }
      case 'link': {
        const opened = await openLink(workspace, route.payload);
        if (isPast()) return;
        if ('id' in opened) {
          this.#wordsNext = opened.words;
          location.replace(formatRoute({ view: 'own', id: opened.id }));
        } else this.#nothing(workspace, opened.fault);
        return;
      }
      case 'unknown':
        this.#nothing(workspace, `There is nothing at the address #${route.address}; choose an example from the list.`);
    }
  }

  #start(): void {
    const { layout } = this.#page;
    this.shown.value = { is: 'start' };
    layout.isFront.value = true;
    layout.show('examples');
    // On a phone, where one of them shows, it begins with what this is; beside it are the examples.
    layout.show('code');
  }

  /** The address is the example's again, so that the same link can be followed once more. */
  #look(name: string): void {
    history.replaceState(null, '', formatRoute({ view: 'example', name }));
    this.#page.layout.showXray();
    void this.#page.session.look();
  }

  #nothing(workspace: Workspace, sentence: string): void {
    void workspace.close();
    this.shown.value = { is: 'nothing', sentence };
    this.#page.layout.show('code');
  }

  #opened(): void {
    const { session, layout, projects, editor } = this.#page;
    this.shown.value = { is: 'project' };
    layout.isFront.value = false;
    session.running.forget();
    session.errors.forget();
    session.checking.forget();
    session.exploring.forget();
    layout.show('guide');
    if (projects.ownId !== undefined) layout.show('code');
    if (this.#typeNext) editor.withNext((one) => one.focus());
    else if (isInExamples()) {
      // Whoever chose it from the list, which is no longer there, goes on in its text, unless that person is elsewhere by then.
      requestAnimationFrame(() => {
        if (isInExamples() || document.activeElement === document.body) document.getElementById('side-guide')?.focus();
      });
    }
    this.#typeNext = false;
    session.running.arguments.value = this.#wordsNext;
    this.#wordsNext = '';
  }
}

function isInExamples(): boolean {
  return document.getElementById('side-examples')?.contains(document.activeElement) ?? false;
}
