// What is kept between visits, whatever keeps it. Every file has a revision: a tab that writes says which one it knows.

/** A file as one tab left it. `original` is what the catalogue says, so that a newer catalogue shows. */
export type Content =
  { readonly is: 'text'; readonly text: string } | { readonly is: 'deleted' } | { readonly is: 'original' };

export interface StoredFile {
  readonly project: string;
  readonly name: string;
  readonly content: Content;
  /** Counts the writes, from 1; 0 is a file that was never written. */
  readonly revision: number;
}

/** A project of the user's own; examples need no record. */
export interface StoredProject {
  readonly id: string;
  readonly title: string;
  /** Came with a link from somebody, and was not written here. */
  readonly fromLink: boolean;
  /** Name of the example that it began as, whose checks still apply. */
  readonly example?: string;
  /** ms since 1970. */
  readonly created: number;
}

/** What the files of a user's own project are kept under. */
export function ownFiles(id: string): string {
  return `own/${id}`;
}

/** How far somebody came with an example. */
export type Progress = 'ran' | 'passed';

export interface Change {
  readonly name: string;
  readonly content: Content;
  /** The revision that this tab knows; the change is refused when it is not the stored one. */
  readonly based: number;
}

/** For each change its new revision, or the file that stands there instead. */
export type Outcome =
  { readonly written: true; readonly revision: number } | { readonly written: false; readonly stored: StoredFile };

/** What other tabs did. */
export type Notice =
  { readonly of: 'files'; readonly project: string } | { readonly of: 'projects' } | { readonly of: 'progress' };

export interface Store {
  files(project: string): Promise<readonly StoredFile[]>;
  /** All or nothing is written by one transaction, each change only over the revision that it is based on. */
  write(project: string, changes: readonly Change[]): Promise<readonly Outcome[]>;
  projects(): Promise<readonly StoredProject[]>;
  putProject(project: StoredProject): Promise<void>;
  /** Removes a project with its {@link ownFiles}. */
  removeProject(id: string): Promise<void>;
  progress(): Promise<ReadonlyMap<string, Progress>>;
  setProgress(example: string, progress: Progress): Promise<void>;
  /** Called after another tab has written. */
  onNotice: ((notice: Notice) => void) | undefined;
}
