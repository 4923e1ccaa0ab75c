// The axis of time, and where it is folded.
import { firstAfter, type Scale } from './scale.js';
import { px, timeText } from './svg.js';
import type { View } from './view.js';

/** Of a letter, px. */
const LETTER = 7;

/** Folds of less width are not drawn, px. */
const THIN = 3;

/** Least distance of two labels, px. */
const LABEL = 96;

export function drawAxis(view: View, scale: Scale, { top, height }: { top: number; height: number }): string {
  const count = Math.max(1, Math.floor(view.width / LABEL));
  const places = Array.from({ length: count + 1 }, (_, n) => view.left + (n / count) * view.width);
  const times = places.map((x) => view.timeAt(x));
  const labels = places.map((x, n) => {
    const anchor = n === 0 ? 'start' : n === count ? 'end' : 'middle';
    const label = timeText(times[n] ?? 0, stepAround(times, n));
    return `<path class="grid" d="M${px(x)} ${top - 8}V${px(height)}"/><text class="time" x="${px(x)}" y="11" text-anchor="${anchor}">${label}</text>`;
  });
  return `<g class="axis">${labels.join('')}${drawFolds(view, scale, top, height)}</g>`;
}

/** Half of the way to the nearer neighbour, so that the two differ; on the other side may be a fold of a minute. */
function stepAround(times: readonly number[], n: number): number | undefined {
  const ways = [times[n - 1], times[n + 1]].map((time = NaN) => Math.abs(time - (times[n] ?? 0)) / 2);
  const nearer = Math.min(...ways.filter((way) => way > 0));
  return Number.isFinite(nearer) ? nearer : undefined;
}

function drawFolds(view: View, { folds, foldEnds }: Scale, top: number, height: number): string {
  const parts: string[] = [];
  for (let index = firstAfter(foldEnds, view.from); index < folds.length; index++) {
    const fold = folds[index];
    if (!fold || fold.from > view.to) break;
    const x = view.clamped(fold.from);
    const width = view.clamped(fold.to) - x;
    if (width < THIN) {
      // Those that end before this one would be wide enough are as thin.
      index = Math.max(index, firstAfter(foldEnds, view.timeAt(x + THIN) - 1) - 1);
      continue;
    }
    parts.push(`<rect class="fold" x="${px(x)}" y="${top}" width="${px(width)}" height="${px(height - top)}"/>`);
    const text = `⋯ ${timeText(fold.to - fold.from)} ⋯`;
    if (width > text.length * LETTER)
      parts.push(`<text class="fold-text" x="${px(x + width / 2)}" y="${top - 5}" text-anchor="middle">${text}</text>`);
  }
  return parts.join('');
}
