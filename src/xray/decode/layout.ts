// The recorder's records as images/kernel/recorder/records.h has them: numbers and the words that they stand for.
import type { SignalSentEvent, SwitchEvent } from '../events.js';

export const RECORDS_VERSION = 2;

/** Bytes of what every record begins with: size, type, detail, thread, time. */
export const HEAD = 16;

export const RecordType = {
  BEGIN: 1,
  LOST: 2,
  OBJECT: 3,
  CALL: 4,
  RETURN: 5,
  SWITCH: 6,
  WAKE: 7,
  FORK: 8,
  EXEC: 9,
  EXIT: 10,
  SENT: 11,
  DELIVERED: 12,
  FAULT: 13,
} as const;

export const Section = {
  USE: 1,
  OBJECT: 2,
  PATH: 3,
  BYTES: 4,
  CALLERS: 5,
  CONTENT: 6,
  HANDED: 7,
  ADDRESS: 8,
} as const;

export const FORK_THREAD = 1;
export const SWITCH_PREEMPTED = 0x80;
export const NO_LIMIT = 0xffff_ffff;

export const ACCESSES = [undefined, 'read', 'write', 'both'] as const;

export const STATES: readonly SwitchEvent['state'][] = [
  'ready',
  'waits',
  'waits-unkillable',
  'stopped',
  'traced',
  'ended',
];

/** As the kernel's tracepoint counts them; the last one arrives without what it said of its sender. */
export const OUTCOMES: readonly SignalSentEvent['outcome'][] = [
  'pending',
  'ignored',
  'already-pending',
  'lost',
  'pending',
];
