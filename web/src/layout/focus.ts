// From pane to pane by one key, as desktops do it.
import type { Page } from '../page.js';
import type { PaneName } from './layout.js';

/** Puts the focus into the next pane, or the one before; on a phone that pane shows. */
export function focusNextPane(page: Page, backwards: boolean): void {
  const { layout } = page;
  const side: readonly PaneName[] =
    layout.kind.value === 'phone' ? ['examples', 'guide'] : layout.sideOpen.value ? [layout.side.value] : [];
  const order: readonly PaneName[] = [...side, 'code', 'terminals', 'results'];
  const here = order.findIndex((name) => elementOf(name)?.contains(document.activeElement) && layout.shows(name));
  const step = backwards ? -1 : 1;
  const next = here < 0 ? (backwards ? order.length - 1 : 0) : (here + step + order.length) % order.length;
  const name = order[next];
  if (name === undefined) return;
  layout.show(name);
  requestAnimationFrame(() => focusPane(page, name));
}

/** Puts the focus where one goes on in a pane: into the editor, a terminal, or the pane itself. */
export function focusPane(page: Page, name: PaneName): void {
  if (name === 'code' && page.editor.current) page.editor.current.focus();
  else if (name === 'terminals') terminal()?.focus();
  else elementOf(name)?.focus();
}

function terminal(): HTMLElement | null {
  const shown = document.querySelector<HTMLElement>('.terminal-pane:not([hidden]) .terminal-host textarea');
  return shown ?? elementOf('terminals');
}

function elementOf(name: PaneName): HTMLElement | null {
  return document.getElementById(name === 'examples' || name === 'guide' ? 'pane-side' : `pane-${name}`);
}
