// What is in a container for the lab's sake: who reads what sanitizers say.
import type { Crash, Process } from './types.js';

/** Where such processes stand. Only root can enter it, so no program that was handed in can stand there and be overlooked. */
export const LAB_DIRECTORY = '/run/lab/keeper';

/** Of no interest to whose program it is. */
export function isOfLab({ directory }: Pick<Process, 'directory'>): boolean {
  return directory === LAB_DIRECTORY;
}

/** Whether a sanitizer ended the process: it says itself where the error was. */
export function isBySanitizer({ place }: Pick<Crash, 'place'>): boolean {
  return place?.file.includes('/libsanitizer/') ?? false;
}
