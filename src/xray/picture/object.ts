// How much was in an object over time.
import type { ObjectLine } from '../timeline.js';
import { firstAfter } from './scale.js';
import { fittedName, px, svgText } from './svg.js';
import type { View } from './view.js';

/** Height of an object's row, px. */
export const OBJECT = 52;
const CHART = { top: 12, height: 32 } as const;

/** Of steps that are nearer to each other, one is drawn, px. */
const THIN = 2;

interface Place {
  readonly top: number;
  readonly isChosen: boolean;
  /** Of the recording. */
  readonly end: number;
}

export function drawObject({ name, steps, capacity }: ObjectLine, view: View, { top, isChosen, end }: Place): string {
  const { times, amounts, most } = indexOf(steps);
  const base = top + CHART.top + CHART.height;
  const y = (amount: number): number => base - (amount / most) * CHART.height;
  const points: string[] = [];
  const texts: string[] = [];
  let lastX = -Infinity;
  let peak = 0;
  let free = -Infinity;
  for (let index = Math.max(0, firstAfter(times, view.from) - 1); index < times.length; index++) {
    // Of what happens within two pixels, the most is shown.
    const near = view.timeAt(lastX + THIN);
    for (; (times[index + 1] ?? Infinity) < near; index++) peak = Math.max(peak, amounts[index] ?? 0);
    const [time = 0, amount = 0, until = end] = [times[index], amounts[index], times[index + 1]];
    if (time > view.to) break;
    const [x, to] = [view.clamped(time), view.clamped(until)];
    peak = Math.max(peak, amount);
    if (to - lastX < THIN && index + 1 < times.length) continue;
    lastX = to;
    const level = px(y(to - x < THIN ? peak : amount));
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

interface StepIndex {
  readonly times: Float64Array;
  readonly amounts: Float64Array;
  /** At least 1. */
  readonly most: number;
}

/** Made once for each object: what was in it does not change any more. */
const INDICES = new WeakMap<ObjectLine['steps'], StepIndex>();

function indexOf(steps: ObjectLine['steps']): StepIndex {
  const known = INDICES.get(steps);
  if (known) return known;
  const amounts = Float64Array.from(steps, ({ amount }) => amount);
  const made = {
    times: Float64Array.from(steps, ({ time }) => time),
    amounts,
    most: amounts.reduce((most, amount) => Math.max(most, amount), 1),
  };
  INDICES.set(steps, made);
  return made;
}
