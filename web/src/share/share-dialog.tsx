// The link that carries a project's files in itself.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { encodeShare, ShareError } from '#kit/share-link.js';
import type { Page } from '../page.js';
import { formatRoute } from '../route.js';
import { copyText, NOT_COPIED } from '../ui/clipboard.js';
import { Dialog } from '../ui/dialog.js';

export function ShareDialog({ page, onClose }: { readonly page: Page; readonly onClose: () => void }): VNode {
  const [link, setLink] = useState<string>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    linkOf(page).then(setLink, (error: unknown) => {
      setSaid(error instanceof ShareError ? error.message : `The link cannot be made: ${String(error)}`);
    });
  }, [page]);
  const copy = async (): Promise<void> => {
    setSaid((await copyText(link ?? '')) ? 'The link is copied.' : NOT_COPIED);
  };
  return (
    <Dialog title="Share these files" onClose={onClose}>
      <p>
        The link carries the files as they are now, packed into its own end; they are on no server. Who opens it gets a
        project of their own, and nothing runs before they press Run.
      </p>
      {link !== undefined && (
        <>
          <label class="field-label" for="share-link">
            Link, {link.length} characters
          </label>
          <textarea
            id="share-link"
            class="field"
            readOnly
            rows={4}
            value={link}
            onFocus={(event) => event.currentTarget.select()}
          />
        </>
      )}
      <p role="status">{said}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
        <button type="button" class="button primary" disabled={link === undefined} onClick={() => void copy()}>
          Copy the link
        </button>
      </div>
    </Dialog>
  );
}

async function linkOf(page: Page): Promise<string> {
  const current = page.workspace.value?.current.value;
  if (!current) throw new ShareError('There is nothing open to share.');
  const payload = await encodeShare({
    title: page.projects.title ?? current.origin.title,
    example: current.origin.example,
    files: current.files.value,
  });
  return new URL(formatRoute({ view: 'link', payload }), location.href).href;
}
