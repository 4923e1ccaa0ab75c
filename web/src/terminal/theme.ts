// The terminal's colours, from the page's style sheets: `--terminal-NAME` on the element that it is in.
import type { ITheme } from '@xterm/xterm';

const COLOURS = [
  'foreground',
  'background',
  'cursor',
  'cursor-accent',
  'selection-background',
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'bright-black',
  'bright-red',
  'bright-green',
  'bright-yellow',
  'bright-blue',
  'bright-magenta',
  'bright-cyan',
  'bright-white',
] as const;

/** What is set of them; xterm has its own for the rest. */
export function themeOf(element: HTMLElement): ITheme {
  const style = getComputedStyle(element);
  const set = COLOURS.map((name) => [camelCase(name), style.getPropertyValue(`--terminal-${name}`).trim()] as const);
  return Object.fromEntries(set.filter(([, colour]) => colour !== ''));
}

function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
