// What the page's machine is doing, in words that a person reads.

/** Something that went wrong, with its cure and the one button that helps. */
export interface Problem {
  readonly sentence: string;
  readonly cure: string;
  readonly action: 'restart' | 'reload';
}

/** How the machine fares. */
export type LifeState =
  | { readonly kind: 'starting'; readonly what: string }
  | { readonly kind: 'ready' }
  /** Something is done with it: files go in and are compiled, or it is reset. */
  | { readonly kind: 'busy'; readonly what: string }
  | { readonly kind: 'lost'; readonly problem: Problem };

/** The same, with what a person started on it. */
export type SessionState =
  | LifeState
  /** `pressed`: how often Stop was pressed; it takes a stronger signal each time. */
  | { readonly kind: 'running'; readonly what: string; readonly pressed: number };

/** Bytes of what the machine starts from. */
export interface Progress {
  readonly loaded: number;
  readonly total: number;
}

/** A message of the compiler. */
export interface Diagnostic {
  /** Name of a file of the project; undefined: it belongs to no file. */
  readonly file: string | undefined;
  /** From 1; undefined: it belongs to no line. */
  readonly line: number | undefined;
  /** From 1; undefined: the compiler does not say. */
  readonly column: number | undefined;
  readonly severity: 'error' | 'warning' | 'note';
  readonly text: string;
}

/** How the checks of an example stand. */
export type Checks =
  | { readonly kind: 'none' }
  | { readonly kind: 'checking'; readonly name: string }
  | {
      readonly kind: 'done';
      readonly name: string;
      readonly passed: boolean;
      readonly parts: readonly CheckedPart[];
      /** How many more there are, which run only when the work is graded. */
      readonly later: number;
    }
  | { readonly kind: 'failed'; readonly name: string; readonly problem: Problem };

/** What checking one compile or one party of a run saw. */
export interface CheckedPart {
  /** Such as `compiling loopback`, or the run's name. */
  readonly what: string;
  /** One sentence: what it makes visible; empty for a compile. */
  readonly shows: string;
  /** What was seen, a sentence each. */
  readonly saw: readonly string[];
  /** What did not hold, a sentence each; empty: it passed. */
  readonly problems: readonly string[];
  /** Of a lab's check: points that it gave, and that it can give. */
  readonly points?: { readonly got: number; readonly of: number };
  /** It passed because a fault that the original shows is corrected. */
  readonly fixed?: boolean;
}

/** What is seen of the programs that run, or of what they left. */
export interface Observation {
  readonly kind:
    /** Somebody waits for what a person types. */
    | 'input'
    /** Blocked, and one of them only for a time. */
    | 'sleeping'
    /** Nobody can go on. */
    | 'blocked'
    /** They compute, and print nothing. */
    | 'computing'
    /** More processes than any program needs. */
    | 'many'
    /** More output than anybody reads. */
    | 'flood'
    /** They have ended; objects of theirs are still there. */
    | 'left';
  readonly sentences: readonly string[];
  /** It was so when a person stopped them. */
  readonly over?: boolean;
}
