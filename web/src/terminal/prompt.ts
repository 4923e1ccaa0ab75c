// How a shell says that it waits for a command: the marks of semantic prompts (OSC 133), which terminals do not show.

import { concat, encodeText } from '#util/bytes.js';

/** The prompt of the image's profile, with a mark before and after it. */
export const MARKED_PROMPT = String.raw`\[\e]133;A\a\]\u@\h:\w\$ \[\e]133;B\a\]`;

/** Number of the control sequence. */
export const PROMPT_OSC = 133;

const BEGINNING = encodeText('\x1b]133;A');
/** More than a shell says before its first prompt, bytes. */
const LONGEST_GREETING = 1024;

/** Drops what a shell says before its first prompt: a greeting that tells nothing after the first time. */
export class GreetingFilter {
  #held: Uint8Array | undefined = new Uint8Array(0);

  /** @returns what is to be shown */
  push(bytes: Uint8Array): Uint8Array {
    if (!this.#held) return bytes;
    const held = concat([this.#held, bytes]);
    const at = indexOf(held, BEGINNING);
    this.#held = at < 0 && held.length < LONGEST_GREETING ? held : undefined;
    if (this.#held) return new Uint8Array(0);
    // A shell that greets with more than that has something to say.
    return held.subarray(Math.max(at, 0));
  }
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = 0; at + wanted.length <= bytes.length; at++) {
    if (wanted.every((byte, index) => byte === bytes[at + index])) return at;
  }
  return -1;
}

/** @returns whether this is the mark after a prompt: the shell reads the keyboard now */
export function isPromptEnd(data: string): boolean {
  return data === 'B';
}
