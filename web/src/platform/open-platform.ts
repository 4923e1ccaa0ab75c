// A kit inside a learning platform: who the student is, and where what is done is told.
import { encodeText } from '#util/bytes.js';
import { sha256Now } from '#util/digest.js';
import { Attempt } from './attempt.js';
import { Reporting } from './reporting.js';
import { findApi, type Around } from './scorm-api.js';

/** What a kit that was made for a platform found around it. */
export interface Platform {
  /** Name of the database that keeps this student's work: those who share a computer do not share their work. */
  readonly store: string;
  readonly studentName: string;
  /** undefined: no platform answers. */
  readonly reporting: Reporting | undefined;
}

/**
 * @param around the page's window
 * @param store name of the kit's database
 */
export function openPlatform(around: Around, store: string): Platform {
  const api = findApi(around);
  const attempt = api && Attempt.begin(api);
  if (!attempt) return { store, studentName: '', reporting: undefined };
  const { id, name } = attempt.student;
  const own = id === '' ? store : `${store}-${sha256Now(encodeText(id)).slice(0, 16)}`;
  return { store: own, studentName: name, reporting: new Reporting(attempt, own) };
}
