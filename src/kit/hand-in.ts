// The file that a student hands in: sources and a name. Everything else in it is for a person to read; grading believes none
// of it, and runs the sources again. What reads it stands apart, because a page that writes it needs no validator.

export const HAND_IN_FORMAT = 1;

/** As a kit writes it. */
export interface HandIn {
  readonly format: typeof HAND_IN_FORMAT;
  readonly student: { readonly id: string; readonly name: string };
  readonly lab: { readonly name: string; readonly digest: string };
  /** Digests of what the student worked with. */
  readonly kit: string;
  readonly image: string;
  /** By name: a text, or the bytes of what is none. */
  readonly files: Readonly<Record<string, string | { readonly base64: string }>>;
  /** What the public checks said last, a line each; empty: they were not run. */
  readonly transcript: readonly string[];
}

/** The name that {@link isHandIn} knows it by. */
export function handInName(lab: string, student: string): string {
  const who = student
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${lab}-${who || 'student'}.ipclab.json`;
}

/** What is saved or copied a second time is numbered: `ipclab (1).json`, `ipclab(1).json`, `ipclab-1.json`, `ipclab - Copy.json`. */
const ENDING = /\.ipclab(?:[ (-][^./\\]{0,40})?\.json$/i;

export function isHandIn(name: string): boolean {
  return ENDING.test(name);
}

/** The name without what makes it a hand-in's. */
export function handInStem(name: string): string {
  return name.replace(ENDING, '');
}

export function handInText(handIn: HandIn): string {
  return `${JSON.stringify(handIn, null, 2)}\n`;
}
