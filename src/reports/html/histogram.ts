import { markup, type Markup } from './markup.js';

const WIDTH = 560;
/** Letters may be 20 px high: a phone shows the whole on little more than half of its width. */
const HEIGHT = 150;
const BASE = 120;
const TOP = 24;
/** Room for half of the labels at both ends. */
const MARGIN = 20;

/** How many have which share of the points, as a drawing; the same numbers stand in its description. */
export function histogram(parts: readonly number[]): Markup {
  const most = Math.max(1, ...parts);
  const step = (WIDTH - 2 * MARGIN) / parts.length;
  const percent = (edge: number): number => Math.round((edge * 100) / parts.length);
  const description = parts.map((n, index) => `${percent(index)} to ${percent(index + 1)} %: ${n}`).join(', ');
  const bars = parts.map((n, index) => {
    const left = MARGIN + index * step;
    const top = BASE - ((BASE - TOP) * n) / most;
    return markup`<rect x="${round(left + 2)}" y="${round(top)}" width="${round(step - 4)}" height="${round(BASE - top)}" />
      ${n > 0 ? markup`<text x="${round(left + step / 2)}" y="${round(top - 5)}">${n}</text>` : ''}`;
  });
  const edges = [...parts, 0].map(
    (_, edge) => markup`<text class="axis" x="${round(MARGIN + edge * step)}" y="${BASE + 20}">${percent(edge)}</text>`,
  );
  return markup`<svg class="histogram" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Submissions by share of the points: ${description}">
    ${bars}${edges}
    <line x1="${MARGIN}" y1="${BASE}" x2="${WIDTH - MARGIN}" y2="${BASE}" />
  </svg>`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
