// Which terminals are seen at the same time.

/** How many terminals there can be, with the console. */
export const MOST_PANES = 4;

/** How many terminals stand beside and below each other. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

/** Least that a terminal needs beside or below another one, CSS pixels: some 45 columns, some 6 rows. */
const LEAST_WIDTH = 390;
const LEAST_HEIGHT = 200;
const MOST_COLUMNS = 4;

export function roomFor(width: number, height: number): Room {
  const columns = Math.min(MOST_COLUMNS, Math.floor(width / LEAST_WIDTH));
  return { columns: Math.max(1, columns), rows: Math.max(1, Math.floor(height / LEAST_HEIGHT)) };
}

/**
 * @param active is always among them
 * @param together those of one run: they come first, and also below each other
 */
export function choosePanes<T>(all: readonly T[], active: T, together: readonly T[], { columns, rows }: Room): T[] {
  if (all.length <= columns) return [...all];
  const belong = together.includes(active) ? together : [];
  const most = belong.length > 0 ? columns * rows : columns;
  const others = [...belong, ...[...all].reverse()].filter((pane) => pane !== active);
  const wanted = belong.length > columns ? belong.length : columns;
  const chosen = new Set([active, ...new Set(others)].slice(0, Math.min(most, wanted)));
  return all.filter((pane) => chosen.has(pane));
}
