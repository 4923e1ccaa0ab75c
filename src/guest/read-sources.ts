// A program's files as the guest has them.
import { decodeText } from '#util/bytes.js';
import { hasCode } from '#util/error.js';
import type { CompileSpec } from './compile.js';
import type { ExecTarget } from './container.js';

/** More than a person writes; what is beyond is not looked at. */
const MOST_FILES = 32;
const LARGEST = 256 * 1024;

/** Text of the sources, and of what they include by `"…"` from their own folder, by name; what is not there is left out. */
export async function readSources(
  target: ExecTarget,
  { directory, sources, container }: Pick<CompileSpec, 'directory' | 'sources' | 'container'>,
): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  const names = new Set(sources);
  // A set gives what is added to it while it is gone through.
  for (const name of names) {
    if (Object.keys(texts).length === MOST_FILES) break;
    const text = await target.get(`${directory}/${name}`, LARGEST, container).then(decodeText, (error: unknown) => {
      if (hasCode(error, 'guest-refused')) return undefined;
      throw error;
    });
    if (text === undefined) continue;
    texts[name] = text;
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    for (const [, included = ''] of text.matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm))
      names.add(folder + included);
  }
  return texts;
}
