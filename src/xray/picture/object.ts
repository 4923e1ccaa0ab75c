// How much was in an object over time.
import type { ObjectLine } from '../timeline.js';
import { fittedName, px, svgText } from './svg.js';
import type { View } from './view.js';

/** Height of an object's row, px. */
export const OBJECT = 52;
const CHART = { top: 12, height: 32 } as const;

interface Place {
  readonly top: number;
  readonly isChosen: boolean;
  /** Of the recording. */
  readonly end: number;
}

export function drawObject({ name, steps, capacity }: ObjectLine, view: View, { top, isChosen, end }: Place): string {
  const most = Math.max(1, ...steps.map(({ amount }) => amount));
  const base = top + CHART.top + CHART.height;
  const y = (amount: number): number => base - (amount / most) * CHART.height;
  const points: string[] = [];
  const texts: string[] = [];
  let lastX = -Infinity;
  let peak = 0;
  let free = -Infinity;
  for (const [index, { time, amount }] of steps.entries()) {
    const until = steps[index + 1]?.time ?? end;
    if (until < view.from) continue;
    if (time > view.to) break;
    const [x, to] = [view.clamped(time), view.clamped(until)];
    // Of what happens within two pixels, the most is shown.
    peak = Math.max(peak, amount);
    if (to - lastX < 2 && index + 1 < steps.length) continue;
    lastX = to;
    const level = px(y(to - x < 2 ? peak : amount));
    points.push(`${points.length === 0 ? `M${px(x)} ${px(base)}` : ''}L${px(x)} ${level}L${px(to)} ${level}`);
    peak = 0;
    const text = String(amount);
    if (x < free || to - x < text.length * 7 + 6) continue;
    free = x + text.length * 7 + 6;
    texts.push(`<text class="amount" x="${px(x + 3)}" y="${px(Math.min(base - 3, y(amount) + 12))}">${text}</text>`);
  }
  const label = svgText(fittedName(name, view.left - 12, 8));
  const limit = capacity === undefined ? '' : `of ${capacity}`;
  return (
    `<g class="object${isChosen ? ' is-chosen' : ''}"><path class="base" d="M${px(view.left)} ${px(base)}h${px(view.width)}"/>` +
    `<text class="name" x="${px(view.left - 8)}" y="${px(base - 14)}" text-anchor="end">${label}</text>` +
    `<text class="limit" x="${px(view.left - 8)}" y="${px(base)}" text-anchor="end">${limit}</text>` +
    (points.length > 0 ? `<path class="content" d="${points.join('')}L${px(lastX)} ${px(base)}z"/>` : '') +
    `${texts.join('')}</g>`
  );
}
