// What stands in the editor's place before anything is open.
import type { VNode } from 'preact';
import { KitFront } from '../kit/kit-front.js';
import type { Page } from '../page.js';

export function Welcome({ page }: { readonly page: Page }): VNode {
  const { kit } = page.site;
  if (kit) return <KitFront page={page} kit={kit} />;
  const examples = page.workspace.value?.examples.length ?? 0;
  return (
    <article class="guide welcome">
      <h2>A Linux machine in this tab</h2>
      <p>
        A real kernel runs here, with a C compiler, a shell and nothing of your computer. It is for programs that talk
        to each other: by pipes, signals, shared memory, semaphores, messages, sockets.
      </p>
      <ul>
        <li>
          Choose one of the {examples} examples: its text, its files and its terminals come up together, and <b>Run</b>{' '}
          compiles and starts it.
        </li>
        <li>
          <b>Check</b> runs it again on a machine of its own and says what it saw.
        </li>
        <li>Change whatever you like. Your edits are kept in this browser, and the original can be had back.</li>
      </ul>
      <div class="actions">
        <button type="button" class="button primary" onClick={() => page.layout.show('examples')}>
          Show the examples
        </button>
        <button type="button" class="button" onClick={() => void page.projects.create()}>
          New program
        </button>
      </div>
    </article>
  );
}
