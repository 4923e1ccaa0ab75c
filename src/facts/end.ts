/** How a program ended: by itself, by a signal, or at a limit. */
export interface End {
  /** Status of exit(3); null when a signal ended it. */
  readonly exit: number | null;
  /** Name of the signal that ended it, or null. */
  readonly signal: string | null;
  /** Whether it left a core image. */
  readonly core: boolean;
  /** The limit that ended it, or null. */
  readonly limit: string | null;
  /** Every limit that was met, also those that the program survived. */
  readonly reached: readonly string[];
  /** Time of the guest from its start to its end, ns. */
  readonly wall: number;
  /** Processes that were still there at its end and were killed. */
  readonly killed: number;
}
