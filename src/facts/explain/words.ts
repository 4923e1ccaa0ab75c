// Names, lists and numbers inside sentences.
import { escapeLine } from '#util/escape.js';
import type { OtherEnd } from '../wait/types.js';

/** `reader (12)`; a program may call itself anything. */
export function called({ name, pid }: { readonly name: string; readonly pid: number }): string {
  return `${escapeLine(name)} (${pid})`;
}

/** `reader (12) holds on descriptor 3`, `it holds itself on descriptors 3 and 4` */
export function holderWords({ itself, descriptors, ...process }: OtherEnd): string {
  const who = itself ? 'it holds itself' : `${called(process)} holds`;
  return `${who} on descriptor${descriptors.length > 1 ? 's' : ''} ${list(descriptors)}`;
}

/** `a, b and c` */
export function list(parts: readonly (string | number)[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** `1 message`, `2 messages` */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `3 s`, `0.5 s`: nanoseconds as a person counts them. */
export function seconds(nanoseconds: number): string {
  return `${Number((nanoseconds / 1e9).toFixed(1))} s`;
}
