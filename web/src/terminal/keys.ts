// The few keys that do not go to the guest.

/** F6 leaves the terminal forwards, Shift+F6 backwards; no shell and no example has a use for it. */
export const LEAVE_KEY = 'F6';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

export function isLeaveKey({ key, ctrlKey, altKey, metaKey }: Key): boolean {
  return key === LEAVE_KEY && !ctrlKey && !altKey && !metaKey;
}

/** Ctrl+Shift+C, as in other terminals: Ctrl+C belongs to the guest. */
export function isCopyKey(event: Key): boolean {
  return isShifted(event) && event.key.toLowerCase() === 'c';
}

/** Ctrl+Shift+V. */
export function isPasteKey(event: Key): boolean {
  return isShifted(event) && event.key.toLowerCase() === 'v';
}

function isShifted({ ctrlKey, shiftKey, altKey, metaKey }: Key): boolean {
  return ctrlKey && shiftKey && !altKey && !metaKey;
}
