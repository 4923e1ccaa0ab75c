/**
 * Characters that would act instead of being read, as what they are (`\x1b`, `\u202e`), so that bytes of a program cannot
 * draw on a report, a log or a table: control characters but newline and tab, what turns the direction of text, separators of
 * lines that are no newline, what nobody sees and no word or emoji needs, and what is no character at all.
 */
export function escapeControls(text: string): string {
  return text.replace(ACTING, named);
}

/** The same on one line: newlines and tabs too are shown as what they are. */
export function escapeLine(text: string): string {
  return escapeControls(text).replace(/\n/g, '\\n').replace(/\t/g, '\\t');
}

/** Also what words and emoji need, and blanks that are none: where two texts have to be the same, each of them counts. */
export function escapeUnseen(text: string): string {
  return text.replace(UNSEEN, named);
}

function named(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  if (code.length > 4) return `\\u{${code}}`;
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
}

const UNSEEN = /(?! )\p{Zs}|\p{Default_Ignorable_Code_Point}/gu;

/** With the u flag, \p{Cs} is a surrogate without its other half. */
const ACTING =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}]|\p{Cs}/gu;
