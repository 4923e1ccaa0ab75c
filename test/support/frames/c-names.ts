// How the table of frames is called in C.
import type { FieldSpec, FrameSpec } from '#protocol/frame-spec.js';
import { FRAMES } from '#protocol/frames.js';

export interface NamedFrame {
  readonly name: string;
  readonly spec: FrameSpec;
  readonly fields: readonly FieldSpec[];
  /** `struct signal_frame`, `signal_frame_read` */
  readonly id: string;
}

export const all: readonly NamedFrame[] = Object.entries<FrameSpec>(FRAMES).map(([name, spec]) => ({
  name,
  spec,
  fields: spec.fields ?? [],
  id: `${name.toLowerCase()}_frame`,
}));

const withFields = all.filter(({ fields }) => fields.length > 0);
/** What the agent reads. */
export const ofHost = withFields.filter(({ spec }) => spec.number < 0x80);
/** What it writes. */
export const ofAgent = withFields.filter(({ spec }) => spec.number >= 0x80);

export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const upper = (name: string): string => snake(name).toUpperCase();

/** The enumerator that counts a frame's limits. */
export const limitCount = (frame: string): string => `${frame}_LIMITS`;

export const usesTexts = (fields: readonly FieldSpec[]): boolean =>
  fields.some(({ type }) => type.startsWith('string'));

export const NOTICE = '// Made by `make format` from src/protocol/frames.ts; not to be edited.';

/** A block with its lines indented. */
export function block(head: string, lines: readonly string[], foot = '}'): string {
  return [`${head} {`, ...lines.map((line) => `    ${line}`), foot].join('\n');
}
