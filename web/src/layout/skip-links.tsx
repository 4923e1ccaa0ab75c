// The first stops of the Tab key: straight to where one works.
import type { VNode } from 'preact';
import type { Page } from '../page.js';
import { focusPane } from './focus.js';
import type { PaneName } from './layout.js';

const TARGETS: readonly (readonly [PaneName, string])[] = [
  ['examples', 'To the examples'],
  ['code', 'To the code'],
  ['terminals', 'To the terminal'],
];

export function SkipLinks({ page }: { readonly page: Page }): VNode {
  return (
    <nav class="skip-links" aria-label="Skip links">
      {TARGETS.map(([name, text]) => (
        <a
          key={name}
          href={name === 'examples' ? '#pane-side' : `#pane-${name}`}
          onClick={(event) => {
            // The address says what is open, and stays as it is.
            event.preventDefault();
            page.layout.show(name);
            requestAnimationFrame(() => focusPane(page, name));
          }}
        >
          {text}
        </a>
      ))}
    </nav>
  );
}
