// Chance that begins with a seed, and is the same for the same seed.
import { xorshift32 } from './xorshift.js';

export class Chance {
  /** For who goes back to where it stood. */
  state: number;

  constructor(seed: number) {
    // Neighbouring seeds must not begin alike, and the state must not be 0.
    this.state = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) | 1;
    for (let n = 0; n < 8; n++) this.fraction();
  }

  /** From 0 to below 1. */
  fraction(): number {
    this.state = xorshift32(this.state);
    return (this.state >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.fraction() * count);
  }

  /** So many of them, none twice, in their order. */
  some<T>(items: readonly T[], count: number): T[] {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(count, items.length)) chosen.add(this.below(items.length));
    return items.filter((_, index) => chosen.has(index));
  }
}
