// How long a test waits for what must come. It ends tests that would never end; nothing is measured with it, so that it is
// long enough for a machine on which much else goes on.

/** ms, for one thing that is waited for. */
export const PATIENCE = 600_000;

/** ms, for a test that waits for several. */
export const LONG_PATIENCE = 3 * PATIENCE;
