// What is in a container for the lab's sake: who reads what sanitizers say.
import type { Crash, Process } from './types.js';

/** Root's folder in a container, with the FIFO that those hold open. */
const FOLDER = '/run/lab/';

/** Of no interest to whose program it is. */
export function isOfLab({ descriptors }: Pick<Process, 'descriptors'>): boolean {
  return descriptors.some(({ target }) => target.startsWith(FOLDER));
}

/** Whether a sanitizer ended the process: it says itself where the error was. */
export function isBySanitizer({ place }: Pick<Crash, 'place'>): boolean {
  return place?.file.includes('/libsanitizer/') ?? false;
}
