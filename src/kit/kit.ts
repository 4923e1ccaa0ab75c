// A kit as plain data: what an instructor chose, for a page that needs nothing else.

/** What stands in a kit's page beside the examples. */
export interface KitData {
  /** When it is for, as the instructor calls it; empty: not said. */
  readonly term: string;
  /** HTML; empty: there is none. */
  readonly statement: string;
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
  /** Public checks, as {@link toPlainText} writes a `LabPlan`. */
  readonly plan: string;
}
