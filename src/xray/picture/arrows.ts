// What passes from one lane to another.
import { signalName } from '#linux/signals.js';
import type { Edge } from '../edges.js';
import type { Timeline } from '../timeline.js';
import { BAR, LANE } from './lane.js';
import { firstAfter } from './scale.js';
import { px, svgText } from './svg.js';
import type { View } from './view.js';

/** Of more arrows in sight, only one is drawn in each so many pixels: all of them would be a grey sheet. */
const MANY = 240;
const COARSE = 14;
const FINE = 2;

/** Of so many arrows each has its kind beside it; of more, only those that bring something. */
const FEW = 8;

/** @param rows where each thread's lane begins, px */
export function drawArrows(timeline: Timeline, view: View, rows: ReadonlyMap<number, number>): string {
  const { edges } = timeline;
  const parts: string[] = [];
  const drawn = new Set<number>();
  const labels = new Labels(view.left + view.width);
  const { ends, earliest, groups } = indexOf(timeline);
  const first = firstAfter(ends, view.from - 1);
  const inSight = firstAfter(ends, view.to) - first;
  const grid = inSight > MANY ? COARSE : FINE;
  const cells = Math.ceil((view.left + view.width) / grid) + 1;
  // Those behind the right edge may begin before it, until none does any more.
  for (let index = first; (earliest[index] ?? Infinity) <= view.to; index++) {
    const edge = edges[index];
    if (!edge || timeOf(timeline, edge.from) > view.to) continue;
    const [x1, x2] = [view.clampedEvent(edge.from), view.clampedEvent(edge.to)];
    const cell = ((groups[index] ?? 0) * cells + Math.round(x1 / grid)) * cells + Math.round(x2 / grid);
    if (drawn.has(cell)) continue;
    drawn.add(cell);
    const [a, b] = [rows.get(edge.fromThread), rows.get(edge.toThread)];
    if (a === undefined || b === undefined) continue;
    const isNamed = inSight <= MANY && (inSight <= FEW || BRINGS.includes(edge.kind));
    parts.push(drawArrow(edge, { x1, x2, a, b }, isNamed ? labels : undefined));
  }
  return `<g class="arrows">${parts.join('')}</g>`;
}

/** What is looked up of arrows, in their order. */
interface ArrowIndex {
  /** When each ends; they are sorted by it. */
  readonly ends: Float64Array;
  /** When the earliest one begins of it and all behind it. */
  readonly earliest: Float64Array;
  /** A number for those of one kind from one thread to one other. */
  readonly groups: Uint32Array;
}

/** Made once for each timeline: it does not change any more. */
const INDICES = new WeakMap<Timeline, ArrowIndex>();

function indexOf(timeline: Timeline): ArrowIndex {
  const known = INDICES.get(timeline);
  if (known) return known;
  const { edges } = timeline;
  const numbers = new Map<string, number>();
  const earliest = Float64Array.from(edges, ({ from }) => timeOf(timeline, from));
  for (let index = earliest.length - 2; index >= 0; index--)
    earliest[index] = Math.min(earliest[index] ?? 0, earliest[index + 1] ?? 0);
  const made: ArrowIndex = {
    ends: Float64Array.from(edges, ({ to }) => timeOf(timeline, to)),
    earliest,
    groups: Uint32Array.from(edges, ({ kind, fromThread, toThread }) => {
      const group = `${kind}${fromThread}:${toThread}`;
      const number = numbers.get(group) ?? numbers.size;
      numbers.set(group, number);
      return number;
    }),
  };
  INDICES.set(timeline, made);
  return made;
}

function timeOf({ events }: Timeline, index: number): number {
  return events[index]?.time ?? 0;
}

interface Ends {
  readonly x1: number;
  readonly x2: number;
  readonly a: number;
  readonly b: number;
}

const BRINGS: readonly Edge['kind'][] = ['bytes', 'message', 'signal'];

/** Of a letter beside an arrow, px. */
const LETTER = 7;
/** How far a label's line is below the upper one of two lanes' bars, px: above the names of the lower one's calls. */
const BELOW = 10;

/** Texts beside arrows, none of them over another one or beyond the edge. */
class Labels {
  /** Where the text ends that goes furthest, by its line. */
  readonly #free = new Map<number, number>();
  readonly #right: number;

  /** @param right edge of the drawing, px */
  constructor(right: number) {
    this.#right = right;
  }

  /** @returns nothing where there is no room */
  draw(text: string, x: number, y: number): string {
    const end = x + text.length * LETTER;
    if (text === '' || end > this.#right || x < (this.#free.get(y) ?? -Infinity)) return '';
    this.#free.set(y, end);
    return `<text class="arrow-text" x="${px(x)}" y="${px(y)}">${svgText(text)}</text>`;
  }
}

/** @param labels undefined: it has none */
function drawArrow(edge: Edge, { x1, x2, a, b }: Ends, labels: Labels | undefined): string {
  const isDown = b >= a;
  const y1 = a + BAR.top + (isDown ? BAR.height : 0);
  const y2 = b + BAR.top + (isDown ? 0 : BAR.height);
  const path =
    a === b
      ? `M${px(x1)} ${px(y1)}q${px((x2 - x1) / 2)} 16 ${px(x2 - x1)} 0`
      : `M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}`;
  const y = y2 + BELOW - (isDown ? LANE - BAR.height : 0);
  const x = x2 - ((y2 - y) / (y2 - y1)) * (x2 - x1);
  const label = a === b ? '' : (labels?.draw(labelOf(edge), x + 5, y) ?? '');
  return `<path class="arrow ${edge.kind}" d="${path}" marker-end="url(#xray-head)"/>${label}`;
}

function labelOf({ kind, size = 0, signal = 0 }: Edge): string {
  if (kind === 'bytes') return `${size} B`;
  if (kind === 'message') return `✉ ${size} B`;
  return kind === 'signal' ? signalName(signal) : kind;
}
