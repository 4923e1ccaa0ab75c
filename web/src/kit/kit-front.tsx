// The front of a kit: what its instructor says, and what is in it.
import type { VNode } from 'preact';
import type { KitData } from '../../../src/kit/kit.js';
import type { Page } from '../page.js';

export function KitFront({ page, kit }: { readonly page: Page; readonly kit: KitData }): VNode {
  return (
    <article class="guide">
      <h2>{page.site.title}</h2>
      {kit.term !== '' && <p class="origin">{kit.term}</p>}
      <div dangerouslySetInnerHTML={{ __html: kit.statement }} />
      <p>
        A real Linux runs in this tab, with a C compiler and nothing of your computer. Your edits are kept in this
        browser; no server sees them.
      </p>
      <div class="actions">
        <button type="button" class="button primary" onClick={() => page.layout.show('examples')}>
          Show what is in it
        </button>
      </div>
      <details>
        <summary>Licences</summary>
        <pre>{kit.licences}</pre>
      </details>
    </article>
  );
}
