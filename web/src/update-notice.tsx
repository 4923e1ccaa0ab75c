// Says that a newer version of the page is there; changing to it is the person's to decide, since it ends the machine.
import type { VNode } from 'preact';
import type { Page } from './page.js';
import { Icon } from './ui/icon.js';

export function UpdateNotice({ page }: { readonly page: Page }): VNode | null {
  const { offline } = page.site;
  if (offline.state.value !== 'update') return null;
  const update = async (): Promise<void> => {
    await page.save().catch(() => undefined);
    offline.update();
  };
  return (
    <div class="notice news" role="status">
      <Icon name="download" />
      <p>There is a newer version of this page. When you load it, the machine starts again and your files stay.</p>
      <button type="button" class="button" onClick={() => void update()}>
        Load the newer version
      </button>
    </div>
  );
}
