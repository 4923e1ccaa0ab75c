// Files from the user's disk: read, judged, and given names that the guest's shell takes.
import { sizeFault, LARGEST_FILE, kib } from '../workspace/limits.js';
import { freeName, nearestName, plainLines } from '../workspace/names.js';

/** What of a `File` is needed. */
export interface Incoming {
  readonly name: string;
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
    if (file.size > LARGEST_FILE) {
      refused.push(`${file.name} has ${kib(file.size)}; a file may have ${kib(LARGEST_FILE)} at most.`);
      continue;
    }
    const text = textOf(await file.arrayBuffer().catch(() => undefined));
    if (text === undefined) refused.push(`${file.name} is not a text file in UTF-8; only sources can be uploaded.`);
    else files.set(freeName(nearestName(file.name), files.keys()), plainLines(text));
  }
  return { files, refused };
}

/** Whether all of it fits beside what is there, as a sentence if not. */
export function uploadFault(
  present: ReadonlyMap<string, string>,
  added: ReadonlyMap<string, string>,
): string | undefined {
  return sizeFault(new Map([...present, ...added]));
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
