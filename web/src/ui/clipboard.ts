// Copying a text, also where a page has no `navigator.clipboard`: one that came over plain HTTP from another machine.

/** What is said when neither way is open. */
export const NOT_COPIED = 'The browser does not let the page copy; select the text and copy it by the keyboard.';

/** @returns whether the text is on the clipboard */
export async function copyText(text: string): Promise<boolean> {
  const { clipboard } = navigator as Partial<Navigator>;
  try {
    if (!clipboard) return copyBySelection(text);
    await clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.className = 'sr-only';
  field.value = text;
  // What is not in a modal dialog cannot be selected while one is open.
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies without a secure context
    return document.execCommand('copy');
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
