/**
 * Control characters as what they are (`\x1b`), so that bytes of a program cannot draw on a report, a log or a table; newlines
 * and tabs stay.
 */
export function escapeControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
