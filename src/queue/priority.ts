// Who is served before whom.

/**
 * As BullMQ counts: the smaller comes first, and jobs of one number in the order in which they came. A class has a bounded
 * number of jobs in the queue at a time, so that classes of one priority take turns.
 */
export const PRIORITIES = {
  /** A student waits. */
  high: 1,
  normal: 2,
  /** At night, when nobody waits. */
  low: 3,
} as const;

export type Priority = keyof typeof PRIORITIES;

/** Jobs of a class that are in the queue at a time, unless told otherwise: enough for as many machines. */
export const WINDOW = 32;
