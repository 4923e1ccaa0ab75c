// What a thread is at, in words.
import type { Doing } from '../wait/types.js';
import { obstacleWords } from './obstacle.js';

/** The rest of a sentence that begins with who it is about. */
export function doingWords(doing: Doing): string {
  switch (doing.is) {
    case 'computing':
      return 'computes';
    case 'ready':
      return 'is ready to run';
    case 'stopped':
      return 'is stopped by a signal';
    case 'in-kernel':
      return `waits in the kernel${doing.where === null ? '' : ` (${doing.where})`}`;
    case 'waiting':
      return ['waits in', doing.call, obstacleWords(doing.for)].filter((words) => words !== '').join(' ');
  }
}
