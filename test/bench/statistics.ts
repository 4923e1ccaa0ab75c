export interface Sample {
  /** Middle of the measurements. */
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

export function summarize(values: readonly number[]): Sample {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? NaN;
  const median = Number.isInteger(middle) ? ((sorted[middle - 1] ?? NaN) + upper) / 2 : upper;
  return { median, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN, count: sorted.length };
}

/** Milliseconds that each of `count` runs of the work took; the first, which warms caches, is not counted. */
export async function measure(count: number, work: () => Promise<unknown>): Promise<Sample> {
  const times: number[] = [];
  for (let round = 0; round <= count; round++) {
    const begin = performance.now();
    await work();
    if (round > 0) times.push(performance.now() - begin);
  }
  return summarize(times);
}
