/** What the guest's clock says at the start of a scripted run, unless told otherwise; a file of its own for whoever needs no more. */
export const VIRTUAL_START = Date.UTC(2026, 0, 1);
