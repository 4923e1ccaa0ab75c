import type { Sample } from './statistics.js';

/** One figure of the benchmark. */
export interface Line {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the project aims at; absent: no aim. */
  readonly target?: string;
  readonly samples?: Readonly<Record<string, Sample>>;
}
