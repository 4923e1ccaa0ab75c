// The front of a kit: what its instructor says, and what is in it.
import type { VNode } from 'preact';
import type { KitData } from '#page-data/kit.js';
import type { Page } from '../page.js';
import { Readme } from '../readme/readme.js';
import { formatRoute } from '../route.js';
import { saved } from '../lab/hand-in.js';
import { checksSentence } from '../lab/later.js';
import { PlatformNote } from '../platform/platform-note.js';

export function KitFront({ page, kit }: { readonly page: Page; readonly kit: KitData }): VNode {
  const all = page.workspace.value?.examples ?? [];
  const examples = all.filter(({ lab }) => !lab).length;
  return (
    <article class="guide kit-front">
      <header>
        <h2>{page.site.title}</h2>
        {kit.term !== '' && <p class="kit-term">{kit.term}</p>}
      </header>
      {kit.statement !== '' && <Readme html={kit.statement} />}
      {page.site.platform && <PlatformNote platform={page.site.platform} labs={examples < all.length} />}
      <Labs page={page} />
      <p class="kit-about">
        A real Linux runs in this tab, with a C compiler. Nothing that you do here can harm your computer. This browser
        keeps your changes; no server sees them.
      </p>
      {examples > 0 && (
        <div class="actions">
          <button type="button" class="button" onClick={() => page.layout.show('examples')}>
            {examples === 1 ? 'Show the example' : `Show the ${examples} examples`}
          </button>
        </div>
      )}
      <details class="kit-licences">
        <summary>Licences</summary>
        <pre tabindex={0} aria-label="Licences">
          {kit.licences}
        </pre>
      </details>
    </article>
  );
}

function Labs({ page }: { readonly page: Page }): VNode | null {
  const labs = (page.workspace.value?.examples ?? []).flatMap(({ name, title, lab }) =>
    lab ? [{ name, title, lab }] : [],
  );
  if (labs.length === 0) return null;
  return (
    <section aria-labelledby="kit-labs">
      <h3 id="kit-labs">{labs.length === 1 ? 'The lab' : 'The labs'}</h3>
      <ul class="kit-labs">
        {labs.map(({ name, title, lab }) => (
          <li key={name}>
            <a href={formatRoute({ view: 'example', name })}>{title}</a>
            <span>{checksSentence(lab)}</span>
            <span>{saved.value.has(lab.name) ? 'A file to hand in was saved.' : 'Nothing saved to hand in yet.'}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
