/**
 * Rows as a text in columns; the last column is not padded.
 *
 * @param least least widths of the first columns, characters
 */
export function table(rows: readonly (readonly string[])[], least: readonly number[] = []): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(least[column] ?? 0, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
