// Lines of the sources for what a run called: from the programs that it executed, while its folder is still there.
import { parseElf, type ElfFile } from '#elf/file.js';
import type { Limits } from '#util/deadline.js';
import { hasCode } from '#util/error.js';
import type { Recording } from '#xray/events.js';
import { linesOfPrograms } from '#xray/lines-of-programs.js';
import type { XrayData } from '#xray/xray-data.js';
import type { RemoteContainer } from './remote-container.js';

const MIB = 1024 * 1024;
const LARGEST = 8 * MIB;
/** Programs of a run; a shell script of many commands executes the image's own, which have no lines. */
const MOST = 16;

export interface Folders {
  /** Programs below it are a person's own; the image's have no lines. */
  readonly home: string;
  /** Where the program was started. */
  readonly directory: string;
}

/**
 * @returns nothing for a program that is gone, or was built without debug information
 */
export async function linesOf(
  container: Pick<RemoteContainer, 'get'>,
  recording: Recording,
  { home, directory }: Folders,
  limits?: Limits,
): Promise<NonNullable<XrayData['lines']>> {
  const programs = new Map<string, ElfFile | undefined>();
  for (const event of recording.events) {
    if (event.kind !== 'exec' || programs.has(event.path) || programs.size === MOST) continue;
    const path = event.path.startsWith('/') ? event.path : `${directory}/${event.path}`;
    if (path.startsWith(`${home}/`)) programs.set(event.path, await read(container, path, limits));
  }
  return linesOfPrograms(recording, (path) => programs.get(path));
}

async function read(
  container: Pick<RemoteContainer, 'get'>,
  path: string,
  limits?: Limits,
): Promise<ElfFile | undefined> {
  try {
    return parseElf(await container.get(path, LARGEST, limits));
  } catch (error) {
    if (hasCode(error, 'guest-refused')) return undefined;
    throw error;
  }
}
