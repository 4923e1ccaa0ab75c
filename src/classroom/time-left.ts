// How far a class is, in words.

export interface Pace {
  /** Jobs that were run by now, and jobs that there are to run. */
  readonly done: number;
  readonly total: number;
  /** Milliseconds since the first of them began. */
  readonly elapsed: number;
}

/** Milliseconds that the rest will take at the pace so far; undefined while there is none. */
export function timeLeft({ done, total, elapsed }: Pace): number | undefined {
  return done === 0 ? undefined : (elapsed / done) * (total - done);
}

/** `[12/300] about 4 min left` */
export function describePace(pace: Pace): string {
  const left = timeLeft(pace);
  const rest = left === undefined ? '' : ` about ${duration(left)} left`;
  return `[${pace.done}/${pace.total}]${rest}`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** No more exact than it is known. */
export function duration(ms: number): string {
  if (ms < 90 * SECOND) return `${Math.ceil(ms / SECOND)} s`;
  if (ms < 90 * MINUTE) return `${Math.round(ms / MINUTE)} min`;
  return `${(ms / HOUR).toFixed(1)} h`;
}
