// The keys, and what the page does with one's work.
import type { ComponentChildren, VNode } from 'preact';
import { Dialog } from '../ui/dialog.js';
import { SHORTCUTS } from '../shortcuts.js';

const ELSEWHERE: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['Escape', 'Tab'], 'one after the other: leave the editor (Tab alone indents)'],
  [['Ctrl', 'F'], 'in the editor: find and replace'],
  [['Ctrl', 'Z'], 'in the editor: undo'],
  [['F8'], 'in the editor: the compiler’s next message'],
  [['F2'], 'on a file’s tab: rename it; Delete deletes it'],
  [['Ctrl', 'C'], 'in a terminal: interrupt the program; Ctrl Shift C copies, Ctrl Shift V pastes'],
  [['←', '→', '↑', '↓'], 'on a line between panes: move it, with Shift further; Home and End go all the way'],
];

export function HelpDialog({ version, onClose }: { readonly version: string; readonly onClose: () => void }): VNode {
  return (
    <Dialog title="Keys and help" onClose={onClose}>
      <dl class="keys">
        {SHORTCUTS.map(({ keys, does }) => (
          <Row key={does} keys={keys}>
            {does}
          </Row>
        ))}
        {ELSEWHERE.map(([keys, does]) => (
          <Row key={does} keys={keys}>
            {does}
          </Row>
        ))}
      </dl>
      <p>
        What you type is kept in this browser and nowhere else. A share link carries the files in itself; no server sees
        them. The machine runs in this tab: it has no network, and resetting it takes nothing from your files.
      </p>
      <p class="mono">Version {version.slice(0, 12)}</p>
      <div class="dialog-actions">
        <button type="button" class="button primary" autoFocus onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function Row({ keys, children }: { readonly keys: readonly string[]; readonly children: ComponentChildren }): VNode {
  return (
    <>
      <dt>
        {keys.map((key, index) => (
          <>
            {index > 0 && ' '}
            <kbd>{key}</kbd>
          </>
        ))}
      </dt>
      <dd>{children}</dd>
    </>
  );
}
