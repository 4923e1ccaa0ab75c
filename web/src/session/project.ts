// What a student works on, as the machine takes it.
import type { Example } from '#examples/schema.js';
import type { PageLab } from '#page-data/lab.js';

export interface Project {
  /** `topic/name` of an example, or a name of the student's own; its folder in the guest is below the home. */
  readonly name: string;
  /** Text of each file by its name. */
  readonly files: ReadonlyMap<string, string>;
  /** Metadata of the example that it began as. */
  readonly example?: Example | undefined;
  /** The lab that it is work for. */
  readonly lab?: PageLab | undefined;
}

/** What was done to a project's files in the guest. */
export interface GuestChanges {
  /** The files as they were there. */
  readonly before: ReadonlyMap<string, string>;
  /** Texts of files that were changed or made. */
  readonly changed: ReadonlyMap<string, string>;
  /** Names of files that were deleted. */
  readonly gone: readonly string[];
}

/** Where the run bar finds what to run; the workspace is one. */
export interface ProjectSource {
  /** What stands in the editor just now; reads signals, so that whoever shows it hears of changes. */
  project(): Project | undefined;
  /** Keeps it, before anything is done with it. */
  save(): Promise<void>;
  /** Takes over what was done to its files in the guest; never at the cost of what stands in the editor. */
  takeOver(changes: GuestChanges): void;
}
