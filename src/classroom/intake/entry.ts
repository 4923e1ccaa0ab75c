// What a folder, an archive or a hand-in file offers. Nothing about it is trusted yet.
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { escapeLine } from '#util/escape.js';

export interface Entry {
  /** As it is written there, with slashes; see {@link safePath}. */
  readonly path: string;
  /** `cut`: here is more than was listed. */
  readonly kind: 'file' | 'folder' | 'link' | 'special' | 'cut';
  /** Bytes, as it is claimed. */
  readonly size: number;
  /** When it was last written, as its folder or archive says; undefined where that says nothing. */
  readonly modified?: Date | undefined;
  /**
   * Not more than was claimed.
   *
   * @throws IpclabError `usage` when it is damaged
   */
  read(): Promise<Bytes>;
}

/** The reason, in a sentence, why something that was handed in cannot be used. */
export function unusable(sentence: string): IpclabError {
  return new IpclabError('usage', sentence);
}

/** An entry whose content is here already. */
export function presentFile(path: string, content: Bytes): Entry {
  return { path, kind: 'file', size: content.length, read: () => Promise.resolve(content) };
}

const LONGEST = 80;

/** A name from outside for a sentence: what would act on a terminal is shown as what it is, and what is endless is cut. */
export function shown(name: string): string {
  const visible = escapeLine(name);
  return visible.length > LONGEST ? `${visible.slice(0, LONGEST)}…` : visible;
}
