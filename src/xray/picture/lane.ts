// A thread's lane: what it was at, and the calls that it made.
import { manualName } from '../call-name.js';
import type { Lane, Segment, Timeline } from '../timeline.js';
import { firstAfter } from './scale.js';
import { fitted, fittedName, px, svgText } from './svg.js';
import type { View } from './view.js';

/** Height of a lane, px. */
export const LANE = 44;
/** Where its bar is in it. */
export const BAR = { top: 14, height: 18 } as const;

/** Bars of less width are merged with their neighbours, and calls that are nearer than that are one, px. */
const THIN = 2;
/** Of a letter, px. */
const LETTER = 6.9;

interface Place {
  readonly top: number;
  readonly name: string;
  readonly showsStart: boolean;
}

export function drawLane(lane: Lane, timeline: Timeline, view: View, { top, name, showsStart }: Place): string {
  const y = top + BAR.top;
  const label = `<text class="name" x="${px(view.left - 8)}" y="${px(y + 13)}" text-anchor="end">${svgText(fittedName(name, view.left - 12))}</text>`;
  const bars = drawSegments(lane, timeline, view, y);
  return `<g class="lane">${label}${bars}${drawCalls(lane, timeline, view, y, showsStart)}</g>`;
}

function drawSegments({ segments }: Lane, timeline: Timeline, view: View, y: number): string {
  const parts: string[] = [];
  const begins = starts(segments);
  const first = Math.max(0, firstAfter(begins, view.from) - 1);
  let dense: { from: number; to: number } | undefined;
  const flush = (): void => {
    if (dense) parts.push(rect('dense', dense.from, Math.max(1, dense.to - dense.from), y, BAR.height));
    dense = undefined;
  };
  for (let index = first; index < segments.length; index++) {
    const segment = segments[index];
    if (!segment || segment.from > view.to) break;
    const [from, to] = [view.clamped(segment.from), view.clamped(segment.to)];
    if (to - from < THIN) {
      // All that begin and end where this bar would not be thin are thin as well; the next one begins where one ends.
      const next = firstAfter(begins, view.timeAt(from + THIN)) - 1;
      const end = next > index + 1 ? view.clamped(begins[next] ?? 0) : to;
      index = Math.max(index, next - 1);
      if (dense && from - dense.to < THIN) dense.to = Math.max(dense.to, end);
      else {
        flush();
        dense = { from, to: end };
      }
      continue;
    }
    flush();
    parts.push(drawSegment(segment, timeline, { x: from, width: to - from, y }));
  }
  flush();
  return parts.join('');
}

/** Made once for each lane: a lane does not change any more. */
const STARTS = new WeakMap<readonly Segment[], Float64Array>();

function starts(segments: readonly Segment[]): Float64Array {
  const known = STARTS.get(segments);
  if (known) return known;
  const made = Float64Array.from(segments, ({ from }) => from);
  STARTS.set(segments, made);
  return made;
}

interface Bar {
  readonly x: number;
  readonly width: number;
  readonly y: number;
}

function drawSegment({ activity, call, isPreempted }: Segment, timeline: Timeline, { x, width, y }: Bar): string {
  switch (activity) {
    case 'runs':
      return rect('runs', x, width, y, BAR.height);
    case 'ready':
      return (
        rect(isPreempted ? 'ready preempted' : 'ready', x, width, y, BAR.height) +
        caption(isPreempted ? 'preempted' : 'ready', x, width, y)
      );
    case 'stopped':
      return rect('stopped', x, width, y, BAR.height) + caption('stopped', x, width, y);
    case 'ended':
      return `<path class="ended" d="M${px(x)} ${px(y + BAR.height / 2)}h${px(width)}"/>${caption('ended', x, width, y)}`;
    case 'waits':
      return rect('waits', x, width, y + 3, BAR.height - 6) + caption(waitText(call, timeline), x, width, y);
  }
}

function waitText(call: number | undefined, { calls, names }: Timeline): string {
  const event = call === undefined ? undefined : calls[call]?.event;
  if (!event) return 'waits';
  const object = event.uses[0]?.object ?? event.objects[0];
  return `waits: ${manualName(event.name)}${object ? ` ${names.of(object)}` : ''}`;
}

function caption(text: string, x: number, width: number, y: number): string {
  const shown = width < 30 ? '' : fitted(text, width - 8, LETTER);
  return shown === '' ? '' : `<text class="caption" x="${px(x + 4)}" y="${px(y + 13)}">${svgText(shown)}</text>`;
}

function rect(kind: string, x: number, width: number, y: number, height: number): string {
  return `<rect class="${kind}" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${height}"/>`;
}

/** A mark for each call, with its name where there is room. */
function drawCalls({ thread }: Lane, timeline: Timeline, view: View, y: number, showsStart: boolean): string {
  const calls = callsOf(timeline, thread);
  const first = firstAfter(calls.times, view.from - 1);
  let path = '';
  const names: string[] = [];
  const right = view.left + view.width;
  let [last, free] = [-Infinity, -Infinity];
  for (let index = first; index < calls.times.length; index++) {
    const time = calls.times[index] ?? 0;
    if (time > view.to) break;
    const call = timeline.calls[calls.indices[index] ?? -1];
    if (!call || (call.isStart && !showsStart)) continue;
    const x = view.x(time);
    if (x - last < THIN) {
      // As far as the next one that is not as near; a nanosecond less, since the two ways of the scale are not quite exact.
      index = Math.max(index, firstAfter(calls.times, view.timeAt(last + THIN) - 1) - 1);
      continue;
    }
    last = x;
    path += `M${px(x)} ${px(y - 3)}v${BAR.height + 3}`;
    const name = manualName(call.event.name);
    const width = name.length * LETTER;
    // At the edge it ends there, so that the call that a thread hangs in has its name.
    const from = Math.min(x, right - width);
    if (from < free) continue;
    const next = calls.times[index + 1];
    const room = next === undefined || next > view.to ? Infinity : view.x(next) - x;
    if (room < width + 3) continue;
    names.push(`<text class="call" x="${px(from)}" y="${px(y - 5)}">${svgText(name)}</text>`);
    free = from + width + 3;
  }
  return `<path class="calls" d="${path}"/>${names.join('')}`;
}

interface CallsOfThread {
  readonly times: number[];
  readonly indices: number[];
}

const CALLS = new WeakMap<Timeline, Map<number, CallsOfThread>>();

function callsOf(timeline: Timeline, thread: number): CallsOfThread {
  let byThread = CALLS.get(timeline);
  if (!byThread) {
    byThread = new Map();
    for (const [index, { event }] of timeline.calls.entries()) {
      const known = byThread.get(event.thread) ?? { times: [], indices: [] };
      known.times.push(event.time);
      known.indices.push(index);
      byThread.set(event.thread, known);
    }
    CALLS.set(timeline, byThread);
  }
  return byThread.get(thread) ?? { times: [], indices: [] };
}
