// Which database of a browser keeps the work done in a kit.
import { encodeText } from '#util/bytes.js';
import { sha256Now } from '#util/digest.js';

/** What makes a kit the kit that it is, for those who work with it. */
export interface KitIdentity {
  readonly title: string;
  readonly term: string;
  readonly labs: readonly { readonly name: string; readonly title: string }[];
}

/**
 * Name of the database that keeps the work done in a kit. Pages opened from files share all databases, and so do pages of
 * one server: without a name of its own, two courses with a lab `pipes` would show each other's work. A kit that is built
 * again keeps its name, with another image and with a lab's text or checks corrected, so that nobody's work is out of sight.
 */
export function kitStore({ title, term, labs }: KitIdentity): string {
  const identity = [title, term, ...labs.map((lab) => [lab.name, lab.title]).sort()];
  return `ipclab-kit-${sha256Now(encodeText(JSON.stringify(identity))).slice(0, 32)}`;
}
