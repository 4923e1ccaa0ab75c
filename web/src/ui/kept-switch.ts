import { effect, type Signal } from '@preact/signals';

/**
 * Takes a switch over as this browser kept it, and keeps it from one visit to the next from then on.
 *
 * @param key of the browser's storage
 */
export function keepSwitch(key: string, on: Signal<boolean>): void {
  on.value = isKeptOn(key);
  effect(() => keep(key, on.value));
}

function isKeptOn(key: string): boolean {
  try {
    return localStorage.getItem(key) === 'on';
  } catch {
    return false; // a browser that lets the page keep nothing
  }
}

function keep(key: string, on: boolean): void {
  try {
    localStorage.setItem(key, on ? 'on' : 'off');
  } catch {
    // It holds for this visit then.
  }
}
