// What stands in the editor's place before anything is open.
import type { VNode } from 'preact';
import { KitFront } from '../kit/kit-front.js';
import type { Page } from '../page.js';
import { formatRoute } from '../route.js';

/** The example that needs nothing else to be understood. */
const FIRST = 'pipes/loopback';

export function Welcome({ page }: { readonly page: Page }): VNode {
  const { kit } = page.site;
  if (kit) return <KitFront page={page} kit={kit} />;
  const all = page.workspace.value?.examples ?? [];
  const examples = all.length;
  const first = all.find(({ name }) => name === FIRST) ?? all[0];
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
        <li>Change whatever you like. Your edits are kept in this browser, and you can restore the original.</li>
      </ul>
      <div class="actions">
        {first && (
          <a class="button primary" href={formatRoute({ view: 'example', name: first.name })}>
            Start with “{first.title}”
          </a>
        )}
        <button type="button" class="button" onClick={() => void page.projects.create()}>
          New program
        </button>
      </div>
    </article>
  );
}
