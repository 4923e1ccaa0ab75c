// What of a run is shown, and where on the screen.
import type { Scale } from './scale.js';

/** Part of a scale, in its places. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Size {
  /** Of the whole picture, px. */
  readonly width: number;
  /** Left of the drawing, for names, px. */
  readonly names: number;
}

/** At the right edge, px. */
const MARGIN = 12;

/** From times to pixels. */
export class View {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly width: number;
  readonly #scale: Scale;
  readonly #span: Span;

  constructor(scale: Scale, span: Span, { width, names }: Size) {
    this.#scale = scale;
    this.#span = span;
    this.left = names;
    this.width = width - names - MARGIN;
    /** Nanoseconds at the left and the right edge. */
    this.from = scale.timeAt(span.from);
    this.to = scale.timeAt(span.to);
  }

  x(time: number): number {
    return this.#xAt(this.#scale.placeOf(time));
  }

  /** The same, no further out than the drawing goes. */
  clamped(time: number): number {
    return this.#inside(this.x(time));
  }

  /** The same of an event's time. */
  clampedEvent(index: number): number {
    return this.#inside(this.#xAt(this.#scale.placeOfEvent(index)));
  }

  #xAt(place: number): number {
    const { from, to } = this.#span;
    return this.left + ((place - from) / (to - from)) * this.width;
  }

  #inside(x: number): number {
    return Math.min(this.left + this.width, Math.max(this.left, x));
  }

  timeAt(x: number): number {
    const { from, to } = this.#span;
    return this.#scale.timeAt(from + ((x - this.left) / this.width) * (to - from));
  }
}

/** @returns a part of the same scale, `factor` times as long, in which `at` stays where it is */
export function zoomed({ from, to }: Span, factor: number, at: number, whole: number): Span {
  const length = Math.min(whole, Math.max(SHORTEST, (to - from) * factor));
  return moved({ from: at - ((at - from) / (to - from)) * length, to: 0 }, 0, whole, length);
}

export function moved({ from, to }: Span, by: number, whole: number, length = to - from): Span {
  const start = Math.max(0, Math.min(whole - length, from + by));
  return { from: start, to: start + length };
}

/** Two instructions. */
const SHORTEST = 20;
