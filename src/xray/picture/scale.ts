// The axis of a picture: virtual time, in which stretches without an event are folded.
import type { XrayEvent } from '../events.js';

/** A gap that is so many times the usual one is shown as if it were no longer. */
const LONG = 20;

export interface Fold {
  /** Nanoseconds since the recording began. */
  readonly from: number;
  readonly to: number;
}

export class Scale {
  readonly folds: readonly Fold[];
  /** Where they end, to look one up. */
  readonly foldEnds: Float64Array;
  readonly #times: Float64Array;
  /** Where each of these times lies, in nanoseconds that are shown. */
  readonly #places: Float64Array;

  constructor(events: readonly XrayEvent[]) {
    const times = Float64Array.from(events, ({ time }) => time);
    const longest = LONG * usualGap(times);
    const places = new Float64Array(times.length);
    const folds: Fold[] = [];
    let before = times[0] ?? 0;
    let place = 0;
    for (const [index, now] of times.entries()) {
      const gap = now - before;
      if (gap > longest) folds.push({ from: before, to: now });
      place += Math.min(gap, longest);
      places[index] = place;
      before = now;
    }
    this.#times = times;
    this.#places = places;
    this.folds = folds;
    this.foldEnds = Float64Array.from(folds, ({ to }) => to);
  }

  /** All that can be shown. */
  get length(): number {
    return Math.max(1, this.#places.at(-1) ?? 0);
  }

  /** @param index of an event */
  placeOfEvent(index: number): number {
    return this.#places[index] ?? 0;
  }

  placeOf(time: number): number {
    return between(this.#times, this.#places, time);
  }

  timeAt(place: number): number {
    return between(this.#places, this.#times, place);
  }
}

function usualGap(times: Float64Array): number {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const some = gaps.filter((gap) => gap > 0).sort();
  return some[some.length >> 1] ?? 1;
}

function between(from: Float64Array, to: Float64Array, value: number): number {
  const after = firstAfter(from, value);
  const [a = 0, b = a] = [from[after - 1], from[after]];
  const [low = to[0] ?? 0, high = low] = [to[after - 1], to[after]];
  return b > a ? low + ((value - a) / (b - a)) * (high - low) : low;
}

/** Index of the first number that is larger; numbers are sorted. */
export function firstAfter(numbers: ArrayLike<number>, value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
