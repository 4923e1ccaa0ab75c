// When something was handed in, as far as anybody but the student says it.
import type { PlatformStudent } from './intake/platform-name.js';

export interface Moment {
  readonly at: Date;
  /** The learning platform; the time of the file or the archive; or the first grading, by which it was there. */
  readonly from: 'platform' | 'file' | 'grading';
}

/** Archives without times say 1980. */
const EARLIEST = Date.UTC(2000, 0);

/**
 * @param modified times of what was handed in, as whoever collected it has them: of an archive of the student's its own, not those
 *   inside, which are the student's to choose
 * @returns the latest; undefined when there is none, or it cannot be
 */
export function momentOf(
  platform: PlatformStudent | undefined,
  modified: readonly (Date | undefined)[],
): Moment | undefined {
  if (platform?.at) return { at: platform.at, from: 'platform' };
  const times = modified.flatMap((date) => (date ? [date.getTime()] : []));
  const latest = times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY);
  return latest >= EARLIEST && latest <= Date.now() ? { at: new Date(latest), from: 'file' } : undefined;
}

/** The one that is earlier: work was there when the first of them says so. */
export function earlier(one: Moment | undefined, other: Moment | undefined): Moment | undefined {
  if (!one || !other) return one ?? other;
  return other.at < one.at ? other : one;
}
