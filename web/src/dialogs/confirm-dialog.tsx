// Asks before something is lost.
import type { VNode } from 'preact';
import { Dialog } from '../ui/dialog.js';

interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, and what is lost by it. */
  readonly sentence: string;
  readonly choices: readonly { readonly label: string; readonly danger?: boolean; readonly run: () => void }[];
  readonly onClose: () => void;
}

export function ConfirmDialog({ title, sentence, choices, onClose }: ConfirmDialogProps): VNode {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{sentence}</p>
      <div class="dialog-actions">
        <button type="button" class="button" autoFocus onClick={onClose}>
          Cancel
        </button>
        {choices.map(({ label, danger, run }) => (
          <button
            key={label}
            type="button"
            class={danger === true ? 'button danger' : 'button primary'}
            onClick={() => {
              onClose();
              run();
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
