// The page's own keys, had from wherever the focus is.
import type { Page } from './page.js';
import { focusNextPane } from './layout/focus.js';
import { runAttended } from './run/run-attended.js';

interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
  readonly matches: (event: KeyboardEvent) => boolean;
  readonly run: (page: Page, event: KeyboardEvent) => void;
  /** Has it in a terminal too, where most keys belong to the guest. */
  readonly everywhere?: boolean;
}

const command = (event: KeyboardEvent, key: string, shift = false): boolean =>
  event.key === key && (event.ctrlKey || event.metaKey) && event.shiftKey === shift && !event.altKey;

export const SHORTCUTS: readonly Shortcut[] = [
  {
    keys: ['Ctrl', 'Enter'],
    does: 'Run',
    matches: (event) => command(event, 'Enter'),
    run: ({ session }) => void runAttended(session),
  },
  {
    keys: ['Ctrl', 'Shift', 'Enter'],
    does: 'Check',
    matches: (event) => command(event, 'Enter', true),
    run: ({ session }) => void session.checking.check(),
  },
  {
    keys: ['F6'],
    does: 'the next pane, also out of a terminal; Shift F6 the one before',
    matches: ({ key, ctrlKey, altKey, metaKey }) => key === 'F6' && !ctrlKey && !altKey && !metaKey,
    run: (page, { shiftKey }) => focusNextPane(page, shiftKey),
    everywhere: true,
  },
  {
    keys: ['F1'],
    does: 'these keys',
    matches: ({ key, ctrlKey, altKey, metaKey, shiftKey }) =>
      key === 'F1' && !ctrlKey && !altKey && !metaKey && !shiftKey,
    run: (page) => (page.dialog.value = { is: 'help' }),
  },
  {
    keys: ['Ctrl', 'S'],
    does: 'nothing to do: files are kept as you type',
    matches: (event) => command(event, 's'),
    run: (page: Page): void => {
      void page.save();
      page.messages.tell('Files are kept in this browser as you type.');
    },
  },
];

/** Listens before anything in the page does. @returns what ends it */
export function listenForShortcuts(page: Page): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (page.dialog.value || document.querySelector('dialog[open]')) return;
    const inTerminal = event.target instanceof Element && event.target.closest('.terminal-host') !== null;
    const shortcut = SHORTCUTS.find(
      ({ matches, everywhere }) => matches(event) && (everywhere === true || !inTerminal),
    );
    if (!shortcut) return;
    event.preventDefault();
    event.stopPropagation();
    shortcut.run(page, event);
  };
  document.addEventListener('keydown', onKey, { capture: true });
  return () => {
    document.removeEventListener('keydown', onKey, { capture: true });
  };
}
