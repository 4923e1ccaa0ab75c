// The files of a site while they come together.
import { createHash } from 'node:crypto';

/** Folder of everything whose name has its content's digest in it, and that may be kept for ever. */
export const ASSETS = 'assets/';

/** The page that grades without anybody looking. */
export const GRADE_PAGE = 'grade.html';

/** The page that shows a recording. */
export const XRAY_PAGE = 'xray.html';

const HASH_LENGTH = 10;

/** Content by name, a path relative to the page. */
export class SiteFiles {
  readonly #files = new Map<string, Uint8Array>();

  get all(): ReadonlyMap<string, Uint8Array> {
    return this.#files;
  }

  add(name: string, content: Uint8Array | string): void {
    this.#files.set(name, typeof content === 'string' ? Buffer.from(content) : content);
  }

  /** @returns the name that it got: that of its content */
  addAsset(name: string, content: Uint8Array | string): string {
    const [stem = name, ...extensions] = name.split('.');
    const hashed = [`${ASSETS}${stem}-${sha256(content).slice(0, HASH_LENGTH)}`, ...extensions].join('.');
    this.add(hashed, content);
    return hashed;
  }

  /** A digest of all names and contents; the order in which they came makes no difference. */
  digest(): string {
    const hash = createHash('sha256');
    for (const [name, content] of [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      hash.update(`${name}\0${sha256(content)}\n`);
    }
    return hash.digest('hex');
  }
}

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A content's digest as `integrity` of a request takes it. */
export function integrity(content: Uint8Array): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}
