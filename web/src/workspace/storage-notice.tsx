// Says that nothing is kept, for as long as that is so.
import type { VNode } from 'preact';
import type { Page } from '../page.js';
import { Icon } from '../ui/icon.js';

export function StorageNotice({ page }: { readonly page: Page }): VNode | null {
  const workspace = page.workspace.value;
  const fault = workspace?.fault.value;
  if (fault === undefined) return null;
  return (
    <div class="notice" role="alert">
      <Icon name="warn" />
      <p>
        This browser does not keep your files: {fault.replace(/\.?$/, '.')} What you write lasts as long as this tab;
        download it before you close the tab.
      </p>
      {workspace?.current.value && (
        <button type="button" class="button" onClick={() => page.files.downloadAll()}>
          Download all
        </button>
      )}
    </div>
  );
}
