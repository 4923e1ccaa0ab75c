/** Columns of a terminal: a cell that is wider moves the rest of its own row, and no other row. */
const WIDEST = 48;

/**
 * Rows as a text in columns; the last column is not padded.
 *
 * @param least least widths of the first columns, characters
 */
export function table(rows: readonly (readonly string[])[], least: readonly number[] = []): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(least[column] ?? 0, ...rows.map((row) => Math.min(WIDEST, width(row[column] ?? '')))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const NO_WIDTH = /\p{M}|\p{Cf}/gu;
const DOUBLE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/gu;

/** Columns of a terminal; near enough for names of people. */
function width(text: string): number {
  const visible = text.replace(NO_WIDTH, '');
  return Array.from(visible).length + (visible.match(DOUBLE)?.length ?? 0);
}
