// What a spreadsheet would compute instead of showing it.

/**
 * Where a cell begins, whatever a spreadsheet takes for the end of the one before: which of comma, semicolon and tab separates cells
 * depends on its reader's language, and quotes that do not stand where it expects them keep no line together. A blank that ends a cell
 * is not looked at as one inside a cell, too, so that the search takes as long as the text.
 */
const BEGINNING = String.raw`(?:^|[;|,\t\r\n])(?:[^\S\t\r\n]|")*`;
const SIGN = String.raw`[=+\-@＝＋－＠]`;
const DEFUSABLE = new RegExp(`(${BEGINNING})(?='*${SIGN})`, 'g');
const DEFUSED = new RegExp(`(${BEGINNING})'(?='*${SIGN})`, 'g');

/** A text that a student may have chosen, with an apostrophe before what would be a formula. */
export function defused(text: string): string {
  return text.replace(DEFUSABLE, "$1'");
}

/** The text that {@link defused} was given. */
export function fused(text: string): string {
  return text.replace(DEFUSED, '$1');
}
