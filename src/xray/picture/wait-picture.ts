// Who waits for whom, drawn.
import type { WaitGraph, Waiter } from '../waits.js';
import { fittedName, px, svgText } from './svg.js';

/** More are told in sentences alone. */
const MOST = 12;
const NODE = { width: 168, height: 40 } as const;

/** @returns an `<svg>`; empty: nobody waits for anybody, or they are too many for a picture */
export function drawWaits({ waiters, stuck, cycles }: WaitGraph): string {
  const shown = waiters.filter(({ thread, holders }) => stuck.has(thread) || holders.length > 0);
  if (shown.length === 0 || shown.length > MOST) return '';
  const across = shown.length === 1 ? 0 : Math.max(125, shown.length * 36);
  const down = shown.length < 3 ? 0 : across * 0.55;
  const [width, height] = [2 * across + NODE.width + 16, 2 * down + NODE.height + 52];
  const start = down === 0 ? Math.PI : Math.PI / 2;
  const places = new Map(
    shown.map(({ thread }, index) => {
      const angle = (2 * Math.PI * index) / shown.length - start;
      return [thread, { x: width / 2 + across * Math.cos(angle), y: height / 2 + down * Math.sin(angle) + 14 }];
    }),
  );
  const inCycle = new Set(cycles.flat());
  const arrows = shown.flatMap(({ thread, holders }) =>
    holders.flatMap((holder) => {
      const [from, to] = [places.get(thread), places.get(holder)];
      return from && to ? [arrow(from, to, inCycle.has(thread) && inCycle.has(holder))] : [];
    }),
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="xray-waits" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" role="img" aria-label="who waits for whom; the sentences beside it say the same">` +
    '<defs><marker id="xray-waits-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0L10 5L0 10z"/></marker></defs>' +
    `${arrows.join('')}${shown.map((waiter) => node(waiter, places.get(waiter.thread), stuck.has(waiter.thread))).join('')}</svg>`
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function node({ name }: Waiter, place: Point | undefined, isStuck: boolean): string {
  if (!place) return '';
  const { x, y } = place;
  return (
    `<g class="waiter${isStuck ? ' stuck' : ''}"><rect x="${px(x - NODE.width / 2)}" y="${px(y - NODE.height / 2)}" width="${NODE.width}" height="${NODE.height}" rx="6"/>` +
    `<text x="${px(x)}" y="${px(y - 2)}" text-anchor="middle">${svgText(fittedName(name, NODE.width - 8))}</text>` +
    `<text class="state" x="${px(x)}" y="${px(y + 13)}" text-anchor="middle">${isStuck ? 'waits for ever' : 'waits'}</text></g>`
  );
}

function arrow(from: Point, to: Point, isCycle: boolean): string {
  const kind = isCycle ? 'waits-for cycle' : 'waits-for';
  if (from === to) {
    const [x, y] = [from.x, from.y - NODE.height / 2];
    return `<path class="${kind}" d="M${px(x + 30)} ${px(y)}c10 -34 -70 -34 -60 -2" marker-end="url(#xray-waits-head)"/>`;
  }
  const [a, b] = [edgeOf(from, to), edgeOf(to, from)];
  return `<path class="${kind}" d="M${px(a.x)} ${px(a.y)}L${px(b.x)} ${px(b.y)}" marker-end="url(#xray-waits-head)"/>`;
}

/** Where the line to another node leaves this one. */
function edgeOf(from: Point, to: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = Math.min(NODE.width / 2 / Math.max(1e-6, Math.abs(dx)), NODE.height / 2 / Math.max(1e-6, Math.abs(dy)));
  return { x: from.x + dx * share, y: from.y + dy * share };
}
