// How much is read of what a person hands in. Honest work is a few files of some KiB.
import { LARGEST_FILE } from '#lab/task-files.js';

const KIB = 1024;
const MIB = 1024 * KIB;

export interface Caps {
  /** Bytes of one archive as it lies there. */
  readonly archive: number;
  /** Entries of it, folders included, without what nobody means to hand in. */
  readonly entries: number;
  /** Entries that are looked at, with what nobody means to hand in: the list of an archive is long before anything is kept. */
  readonly listed: number;
  /** Bytes that it unpacks to: of one student's zip what is kept of it, of a gzip all of it. */
  readonly unpacked: number;
}

/** Of one student. What the guest's file system holds is more (see src/protocol/limits.ts). */
export const STUDENT_CAPS: Caps = {
  archive: 64 * MIB,
  entries: 2000,
  listed: 100_000,
  unpacked: 256 * MIB,
};

/** Bytes of a hand-in file: what is kept of anybody, with what JSON and base64 add. */
export const LARGEST_HAND_IN = 16 * MIB;

/** Of a class in one archive. What one student of it may have is {@link STUDENT_CAPS}, and costs that student alone. */
export const CLASS_CAPS: Caps = {
  archive: 1024 * MIB,
  entries: 250_000,
  listed: 1_000_000,
  unpacked: 1024 * MIB,
};

/** Submissions in one archive or folder; the largest courses have a tenth of it. */
export const MOST_SUBMISSIONS = 10_000;

/** Of one submission that is kept for grading. */
export const KEPT = {
  /** Bytes of one file. */
  file: LARGEST_FILE,
  /** Bytes of all. */
  total: 8 * MIB,
  files: 500,
  /** Bytes of a path in UTF-8, and folders in it. */
  path: 200,
  depth: 12,
} as const;

/** Notes on one submission; a hostile archive has as many oddities as it has entries. */
export const MOST_NOTES = 20;

/** A size as a person says it. */
export function inWords(bytes: number): string {
  if (bytes >= MIB) return `${Math.round(bytes / MIB)} MiB`;
  return bytes >= KIB ? `${Math.round(bytes / KIB)} KiB` : `${bytes} bytes`;
}
