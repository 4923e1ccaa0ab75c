import type { ThreadState } from './run-state.js';

/** What of one write, or which message, arrives in one read. */
export interface Arrival {
  /** Index of the event of the call that sent it. */
  readonly from: number;
  readonly fromThread: number;
  readonly size: number;
  /** The first bytes, as Latin-1. */
  readonly bytes: string | undefined;
}

/** A call that has not returned. */
export type OpenCall = NonNullable<ThreadState['call']>;
