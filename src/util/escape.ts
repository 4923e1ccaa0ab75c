/**
 * Characters that would act instead of being read, as what they are (`\x1b`, `\u202e`), so that bytes of a program cannot
 * draw on a report, a log or a table: control characters but newline and tab, what turns the direction of text, separators of
 * lines that are no newline, and what is no character at all.
 */
export function escapeControls(text: string): string {
  return text.replace(ACTING, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** The same on one line: newlines and tabs too are shown as what they are. */
export function escapeLine(text: string): string {
  return escapeControls(text).replace(/\n/g, '\\n').replace(/\t/g, '\\t');
}

/** With the u flag, \p{Cs} is a surrogate without its other half. */
const ACTING =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Cs}/gu;
