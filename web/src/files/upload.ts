// Files from the user's disk: read, judged, and given names that the guest's shell takes.
import { sizeFault, LARGEST_FILE, kib } from '../workspace/limits.js';
import { folderFault, freeName, nameFault, nearestPath, plainLines } from '../workspace/names.js';

/** What of a `File` is needed. */
export interface Incoming {
  readonly name: string;
  /** Of a file of a folder that was picked: its path, which begins with that folder's name; empty or none: it was picked itself. */
  readonly webkitRelativePath?: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface Upload {
  /** What can be put into the project, by its name there. */
  readonly files: ReadonlyMap<string, string>;
  /** A sentence for each file that cannot. */
  readonly refused: readonly string[];
}

export async function readUpload(incoming: readonly Incoming[]): Promise<Upload> {
  const files = new Map<string, string>();
  const refused: string[] = [];
  for (const file of incoming) {
    const path = pathOf(file);
    // What version control, editors and systems keep in a folder.
    if (path !== file.name && /(?:^|\/)\./.test(path)) continue;
    if (file.size > LARGEST_FILE) {
      refused.push(`${path} has ${kib(file.size)}; a file may have ${kib(LARGEST_FILE)} at most.`);
      continue;
    }
    const text = textOf(await file.arrayBuffer().catch(() => undefined));
    const name = freeName(nearestPath(path), files.keys());
    const fault = nameFault(name, files.keys());
    if (text === undefined) refused.push(`${path} is not a text file in UTF-8; only sources can be uploaded.`);
    else if (fault !== undefined) refused.push(fault);
    else files.set(name, plainLines(text));
  }
  return { files, refused };
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

function textOf(content: ArrayBuffer | undefined): string | undefined {
  if (!content) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
