// Sizes of panes: plain numbers, so that dragging, keys and a changed window all end in the same place.

/** Two panes that share a length, px. */
export interface Split {
  /** All that the two panes and nothing else share. */
  readonly total: number;
  /** What the first pane needs at least. */
  readonly leastFirst: number;
  /** What the second pane needs at least. */
  readonly leastSecond: number;
}

/** The first pane's size that is nearest to the wanted one; where both do not fit, the second pane gives way. */
export function clampSplit(wanted: number, { total, leastFirst, leastSecond }: Split): number {
  return Math.round(Math.max(Math.min(wanted, total - leastSecond), Math.min(leastFirst, total)));
}

/** px that one press of an arrow key moves a separator; with Shift, {@link LEAP}. */
const STEP = 16;
const LEAP = 96;

/** Where a key takes a separator, or undefined when the key is not one of its own. */
export function moveByKey(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  size: number,
  axis: 'x' | 'y',
  split: Split,
): number | undefined {
  const step = shiftKey ? LEAP : STEP;
  const [back, forth] = axis === 'x' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (key === back) return clampSplit(size - step, split);
  if (key === forth) return clampSplit(size + step, split);
  if (key === 'Home') return clampSplit(0, split);
  if (key === 'End') return clampSplit(split.total, split);
  return undefined;
}

export type Layout = 'phone' | 'stacked' | 'wide';

/** Which arrangement a window of this width has room for, px. */
export function layoutFor(width: number): Layout {
  if (width < 760) return 'phone';
  return width < 1240 ? 'stacked' : 'wide';
}
