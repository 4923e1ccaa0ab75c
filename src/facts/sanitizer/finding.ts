// What the sanitizers found in a run, as plain data.

/** A place in a call stack. */
export interface Frame {
  /** Empty: its name is not known. */
  readonly function: string;
  /** As the compiler was told it; null: not of the program's own files. */
  readonly file: string | null;
  /** Null: not known. */
  readonly line: number | null;
}

/** A process of a program that has the sanitizers in it. */
export interface Watched {
  /** Name of the program. */
  readonly program: string;
  readonly pid: number;
  /** The process that started the program, when this one is a child that it made by fork; else null. */
  readonly childOf: number | null;
}

export interface Finding {
  /** `error`: what C does not allow, in memory or arithmetic; `leak`: memory that nobody can free any more. */
  readonly type: 'error' | 'leak';
  /** In the sanitizers' words: heap-use-after-free, signed-integer-overflow; of a leak: leak. */
  readonly kind: string;
  /** The rest of what they say of it: WRITE of size 4. */
  readonly detail: string;
  readonly process: Watched;
  /** Where the program was, in its own files; null: in none of them. */
  readonly place: { readonly file: string; readonly line: number; readonly function: string } | null;
  /** That line of the file, without the blanks around it; null: nobody has the file. */
  readonly source: string | null;
  /** The innermost first. */
  readonly stack: readonly Frame[];
  /** Further stacks, such as where the memory was allocated. */
  readonly others: readonly { readonly what: string; readonly stack: readonly Frame[] }[];
}

/** A process whose leaks nobody looked for. */
export interface Unchecked extends Watched {
  /** `error`: a sanitizer ended it; `end`: it did not end by exit(3), return from main or _exit(2). */
  readonly why: 'error' | 'end';
}

export interface SanitizerReport {
  /** Programs that began with the sanitizers in them. */
  readonly programs: readonly Watched[];
  readonly findings: readonly Finding[];
  /** Findings that were too many to be kept. */
  readonly more: number;
  readonly unchecked: readonly Unchecked[];
  /** What the programs did to keep the sanitizers from telling, a sentence each. */
  readonly evasions: readonly string[];
}
