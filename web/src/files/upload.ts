// Files from the user's disk: read, judged, and given names that the guest's shell takes.
import { isCompiled } from '#util/source-text.js';
import { contentOf, isText } from '../workspace/content.js';
import { sizeFault, LARGEST_FILE, MOST_FILES, kib } from '../workspace/limits.js';
import { folderFault, freeName, nameFault, nearestPath, plainLines } from '../workspace/names.js';

/** What of a `File` is needed. */
export interface Incoming {
  readonly name: string;
  /** Of a file of a folder that was picked: its path, which begins with that folder's name; empty or none: it was picked itself. */
  readonly webkitRelativePath?: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Files that are looked into, most of which may turn out to be none for a project. */
export const MOST_READ = 1000;

export interface Upload {
  /** What can be put into the project, by its name there. */
  readonly files: ReadonlyMap<string, string>;
  /** A sentence for each file that cannot. */
  readonly refused: readonly string[];
}

export async function readUpload(incoming: readonly Incoming[]): Promise<Upload> {
  const files = new Map<string, string>();
  const refused: string[] = [];
  // What version control, editors and systems keep in a folder.
  const shown = incoming.filter((file) => !isHidden(file));
  if (shown.length > MOST_READ) {
    return {
      files,
      refused: [
        `These are more than ${MOST_READ} files, and a project holds ${MOST_FILES}; upload the folder with the sources alone.`,
      ],
    };
  }
  for (const file of shown) {
    const path = pathOf(file);
    if (file.size > LARGEST_FILE) {
      refused.push(`${path} has ${kib(file.size)}; a file may have ${kib(LARGEST_FILE)} at most.`);
      continue;
    }
    const bytes = await file.arrayBuffer().then(
      (buffer) => new Uint8Array(buffer),
      () => undefined,
    );
    const name = freeName(nearestPath(path), files.keys());
    const fault = nameFault(name, files.keys());
    if (!bytes) refused.push(`${path} cannot be read; look whether it is still there.`);
    else if (isCompiled(path, bytes)) refused.push(`${path} was made by a compiler; upload what it was made of.`);
    else if (fault !== undefined) refused.push(fault);
    else files.set(name, textOf(bytes));
  }
  return { files, refused };
}

function isHidden(file: Incoming): boolean {
  const path = pathOf(file);
  return path !== file.name && /(?:^|\/)\./.test(path);
}

/** Where it belongs in the project: what is in a folder is there as in the folder. */
function pathOf({ name, webkitRelativePath: path = '' }: Incoming): string {
  return path === '' ? name : path.slice(path.indexOf('/') + 1);
}

/** Whether all of it fits beside what is there, as a sentence if not. */
export function uploadFault(
  present: ReadonlyMap<string, string>,
  added: ReadonlyMap<string, string>,
): string | undefined {
  const files = new Map([...present, ...added]);
  return sizeFault(files) ?? folderFault([...files.keys()]);
}

function textOf(bytes: Uint8Array): string {
  const content = contentOf(bytes);
  return isText(content) ? plainLines(content) : content;
}
