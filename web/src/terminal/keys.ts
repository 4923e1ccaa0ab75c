// The keys of the clipboard, which do not go to the guest. The page's own keys never come here.

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

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
