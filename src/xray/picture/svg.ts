// SVG as text.
import { escapeControls } from '#util/escape.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Whatever a program has written, as text of an element or an attribute. */
export function svgText(text: string): string {
  return escapeControls(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}

/** A number as short as a picture needs it. */
export function px(number: number): string {
  return String(Math.round(number * 10) / 10);
}

/** As much of a text as fits, by a guess at the width of its letters. */
export function fitted(text: string, width: number, letter = 6.6): string {
  const most = Math.floor(width / letter);
  if (text.length <= most) return text;
  return most < 3 ? '' : `${text.slice(0, most - 1)}…`;
}

/** The same of `reader (4)` and `pipe 1`; the number stays, since many have one name. */
export function fittedName(name: string, width: number, letter = 7.5): string {
  const [, program = name, number = ''] = /^(.*)( \(?\d+\)?.*)$/.exec(name) ?? [];
  return fitted(program, width - number.length * letter, letter) + number;
}

const UNITS = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
] as const;

/** `1.5 ms`; three digits, so that neighbours differ: as many as `step` needs. */
export function timeText(nanoseconds: number, step = nanoseconds / 100): string {
  const [size, unit] = UNITS.find(([size]) => Math.abs(nanoseconds) >= size) ?? [1, 'ns'];
  const digits = Math.max(0, Math.min(6, Math.ceil(-Math.log10(Math.max(step, 1e-9) / size))));
  return `${Number((nanoseconds / size).toFixed(digits))} ${unit}`;
}
