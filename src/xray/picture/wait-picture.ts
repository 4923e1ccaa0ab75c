// Who waits for whom, drawn.
import type { WaitGraph, Waiter } from '../waits.js';
import { fittedName, px, svgText } from './svg.js';

interface Ring {
  /** Of a node, px. */
  readonly node: number;
  /** Half of its width and of its height between the middles of nodes, px. */
  readonly across: number;
  readonly down: number;
}

const HEIGHT = 40;
/** Left and right of the ring together, px. */
const MARGIN = 16;
/** More are told in sentences alone: so many have room on a page, and so many where it is narrow. */
const MOST = { wide: 12, narrow: 8 } as const;

/**
 * @param room how wide it may be, px; of a narrow one the nodes are small and the ring is high
 * @returns an `<svg>`; empty: nobody waits for anybody, or they are too many for a picture
 */
export function drawWaits({ waiters, stuck, cycles }: WaitGraph, room = Infinity): string {
  const shown = waiters.filter(({ thread, holders }) => stuck.has(thread) || holders.length > 0);
  const wide = wideRing(shown.length);
  const isNarrow = widthOf(wide) > room;
  if (shown.length === 0 || shown.length > (isNarrow ? MOST.narrow : MOST.wide)) return '';
  const { node: nodeWidth, across, down } = isNarrow ? narrowRing(shown.length, room) : wide;
  const [width, height] = [2 * across + nodeWidth + MARGIN, 2 * down + HEIGHT + 52];
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
      return from && to ? [arrow(from, to, nodeWidth, inCycle.has(thread) && inCycle.has(holder))] : [];
    }),
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="xray-waits" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" role="img" aria-label="who waits for whom; the sentences beside it say the same">` +
    '<defs><marker id="xray-waits-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0L10 5L0 10z"/></marker></defs>' +
    `${arrows.join('')}${shown.map((waiter) => node(waiter, places.get(waiter.thread), nodeWidth, stuck.has(waiter.thread))).join('')}</svg>`
  );
}

function widthOf({ node, across }: Ring): number {
  return 2 * across + node + MARGIN;
}

function wideRing(count: number): Ring {
  const across = count === 1 ? 0 : Math.max(125, count * 36);
  return { node: 168, across, down: count < 3 ? 0 : across * 0.55 };
}

/** As wide as the room, and so high that no node stands on its neighbour. */
function narrowRing(count: number, room: number): Ring {
  const node = 88;
  const across = count === 1 ? 0 : Math.max(node / 2 + 6, (room - node - MARGIN) / 2);
  const next = (2 * Math.PI) / count;
  const isBeside = across * Math.sin(next) >= node + 6;
  const down = isBeside ? across * 0.55 : (HEIGHT + 8) / (1 - Math.cos(next));
  return { node, across, down: count < 3 ? 0 : down };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function node({ name }: Waiter, place: Point | undefined, width: number, isStuck: boolean): string {
  if (!place) return '';
  const { x, y } = place;
  return (
    `<g class="waiter${isStuck ? ' stuck' : ''}"><rect x="${px(x - width / 2)}" y="${px(y - HEIGHT / 2)}" width="${width}" height="${HEIGHT}" rx="6"/>` +
    `<text x="${px(x)}" y="${px(y - 2)}" text-anchor="middle">${svgText(fittedName(name, width - 8))}</text>` +
    `<text class="state" x="${px(x)}" y="${px(y + 13)}" text-anchor="middle">${isStuck ? 'waits for ever' : 'waits'}</text></g>`
  );
}

/** @param node width of one, px */
function arrow(from: Point, to: Point, node: number, isCycle: boolean): string {
  const kind = isCycle ? 'waits-for cycle' : 'waits-for';
  if (from === to) {
    const [x, y] = [from.x, from.y - HEIGHT / 2];
    return `<path class="${kind}" d="M${px(x + 30)} ${px(y)}c10 -34 -70 -34 -60 -2" marker-end="url(#xray-waits-head)"/>`;
  }
  const [a, b] = [edgeOf(from, to, node), edgeOf(to, from, node)];
  return `<path class="${kind}" d="M${px(a.x)} ${px(a.y)}L${px(b.x)} ${px(b.y)}" marker-end="url(#xray-waits-head)"/>`;
}

/** Where the line to another node leaves this one. */
function edgeOf(from: Point, to: Point, node: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = Math.min(node / 2 / Math.max(1e-6, Math.abs(dx)), HEIGHT / 2 / Math.max(1e-6, Math.abs(dy)));
  return { x: from.x + dx * share, y: from.y + dy * share };
}
