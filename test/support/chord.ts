// Keys that are pressed together.
import type { Keyboard, KeyInput } from 'puppeteer-core';

/** Presses a key while another one is held down, as a person does for Ctrl-C. */
export async function chord(keyboard: Keyboard, held: 'Control' | 'Shift', key: KeyInput): Promise<void> {
  await keyboard.down(held);
  await keyboard.press(key);
  await keyboard.up(held);
}
