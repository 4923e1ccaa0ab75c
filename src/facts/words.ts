// Names and lists inside sentences.
import type { Process } from './evidence.js';

/** A name that a program chose: control characters as what they are, so that it can be shown anywhere. */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

/** `reader (12)` */
export function called({ name, pid }: Process): string {
  return `${visible(name)} (${pid})`;
}

/** `a, b and c` */
export function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** `1 message`, `2 messages` */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
