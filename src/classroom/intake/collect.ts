// From entries that nobody trusts to files with plain names, bounded in every direction.
import { equal, type Bytes } from '#util/bytes.js';
import { isCompiled, isSource, plainText } from '#util/source-text.js';
import { inWords, KEPT, MOST_NOTES } from './caps.js';
import { shown, unusable, type Entry } from './entry.js';
import { isLitter, safePath, withoutUnseen } from './path.js';

/** Sentences about a submission, the first of them. */
export class Notes {
  readonly #kept: string[] = [];
  #dropped = 0;

  add(sentence: string): void {
    if (this.#kept.includes(sentence)) return;
    if (this.#kept.length < MOST_NOTES) this.#kept.push(sentence);
    else this.#dropped++;
  }

  get sentences(): string[] {
    return this.#dropped === 0 ? [...this.#kept] : [...this.#kept, `and ${this.#dropped} more of the kind`];
  }
}

/**
 * Reads what is to be kept. What is left out, and why, becomes a note.
 *
 * @throws IpclabError `usage` when there is more than is kept of anybody, or something is damaged
 */
export async function collect(entries: readonly Entry[], notes: Notes): Promise<Map<string, Bytes>> {
  const files = new Map<string, Bytes>();
  let total = 0;
  for (const entry of entries) {
    if (entry.kind === 'folder') continue;
    const kept = await take(entry, notes);
    if (kept === undefined) continue;
    if (typeof kept === 'string') {
      notes.add(`${shown(entry.path)} was left out: ${kept}`);
      continue;
    }
    const [path, content] = kept;
    const before = files.get(path);
    if (before && !equal(before, content)) notes.add(`${shown(path)} is there more than once; the last one counts`);
    files.set(path, content);
    // A path that is there a thousand times has been read as often.
    total += content.length;
    if (total > KEPT.total)
      throw unusable(`its files have more than ${inWords(KEPT.total)}; hand in the sources alone`);
    if (files.size > KEPT.files) throw unusable(`it has more than ${KEPT.files} files; hand in the sources alone`);
  }
  dropBelowFiles(files, notes);
  noteCaseClashes(files, notes);
  return files;
}

/** The path and the content of what is kept, or why it is not; undefined for what nobody misses. */
async function take(entry: Entry, notes: Notes): Promise<[string, Bytes] | string | undefined> {
  const checked = safePath(withoutUnseen(entry.path));
  if ('problem' in checked) return checked.problem;
  const { path } = checked;
  if (isLitter(path)) return undefined;
  if (entry.kind !== 'file') return entry.kind === 'link' ? 'it is a link' : 'it is no regular file';
  if (entry.size > KEPT.file) return `it is larger than ${inWords(KEPT.file)}`;
  const content = await entry.read();
  if (isCompiled(path, content)) return 'a compiler made it, and only sources are graded';
  if (!isSource(path)) return [path, content];
  const text = plainText(content);
  if (text.changes.length > 0) notes.add(`${shown(path)} was read without ${text.changes.join(' and ')}`);
  return [path, text.content];
}

/** A path cannot be a file and a folder; the file stays. */
function dropBelowFiles(files: Map<string, Bytes>, notes: Notes): void {
  for (const path of files.keys()) {
    const above = path.split('/').slice(0, -1);
    while (above.length > 0 && !files.has(above.join('/'))) above.pop();
    if (above.length === 0) continue;
    files.delete(path);
    notes.add(`${shown(path)} was left out: ${shown(above.join('/'))} is a file`);
  }
}

function noteCaseClashes(files: ReadonlyMap<string, Bytes>, notes: Notes): void {
  const seen = new Map<string, string>();
  for (const path of files.keys()) {
    const folded = path.toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined) notes.add(`${shown(other)} and ${shown(path)} differ in upper and lower case only`);
    seen.set(folded, path);
  }
}
