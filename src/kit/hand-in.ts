// The file that a student hands in: sources and a name. Everything else in it is for a person to read; grading believes none
// of it, and runs the sources again.

export interface HandIn {
  readonly format: 1;
  readonly student: { readonly id: string; readonly name: string };
  readonly lab: { readonly name: string; readonly digest: string };
  /** Digests of what the student worked with. */
  readonly kit: string;
  readonly image: string;
  /** Text by name. */
  readonly files: Readonly<Record<string, string>>;
  /** What the public checks said last, a line each; empty: they were not run. */
  readonly transcript: readonly string[];
}

/** The name that `ipclab grade` knows it by. */
export function handInName(lab: string, student: string): string {
  const who = student
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${lab}-${who || 'student'}.ipclab.json`;
}

export function handInText(handIn: HandIn): string {
  return `${JSON.stringify(handIn, null, 2)}\n`;
}
