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
  const examples = all.filter(({ lab }) => !lab);
  const first = examples.find(({ name }) => name === FIRST) ?? examples[0];
  return (
    <article class="guide welcome">
      <h2>A Linux machine in this tab</h2>
      <p>
        A real kernel runs here, with a C compiler and a shell. It is for programs that talk to each other: by pipes,
        signals, shared memory, semaphores, messages and sockets. Nothing that you do here can harm your computer.
      </p>
      <ul>
        <li>
          Choose one of the {examples.length} examples. <b>Run</b> compiles it and starts it in a terminal.
        </li>
        <li>
          <b>Check</b> runs it again on a second machine and tells you whether it does what it should.
        </li>
        <li>Change whatever you like. This browser keeps your changes, and you can restore the original.</li>
        {examples.length < all.length && (
          <li>The labs are exercises: write the programs, and Check gives you points.</li>
        )}
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
