// Whether runs are recorded, from one visit to the next: of the page, which shows what was recorded, not of a lab in another page.
import { effect, type Signal } from '@preact/signals';

const KEY = 'ipclab.xray';

/** Takes the setting over as it was kept, and keeps it from then on. */
export function keepSetting(wanted: Signal<boolean>): void {
  wanted.value = readSetting();
  effect(() => writeSetting(wanted.value));
}

function readSetting(): boolean {
  try {
    return localStorage.getItem(KEY) === 'on';
  } catch {
    return false; // a browser that lets the page keep nothing
  }
}

function writeSetting(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // It holds for this visit then.
  }
}
