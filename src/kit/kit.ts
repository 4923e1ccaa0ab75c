// A kit as plain data: what an instructor chose, for a page that needs nothing else.
import { encodeText } from '#util/bytes.js';
import { sha256Now } from '#util/digest.js';

/** What stands in a kit's page beside the examples. */
export interface KitData {
  /** When it is for, as the instructor calls it; empty: not said. */
  readonly term: string;
  /** HTML; empty: there is none. */
  readonly statement: string;
  /** Name of the browser's database that keeps what is done with it; see {@link kitStore}. */
  readonly store: string;
  /** SHA-256 of the snapshot. */
  readonly image: string;
  /** What is in it and under which terms, for a person to read. */
  readonly licences: string;
}

/** A lab as students get it: nothing in it is secret. */
export interface KitLab {
  readonly name: string;
  /** SHA-256 of the lab as its instructor has it. */
  readonly digest: string;
  /** How many checks {@link plan} has. */
  readonly checksHere: number;
  /** How many more there are, which run only when it is graded. */
  readonly checksLater: number;
  /** Public checks, as {@link toPlainText} writes a `LabPlan`. */
  readonly plan: string;
}

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
