// Objects of a run in words.
import { escapeLine } from '#util/escape.js';
import type { LeftBehind } from '../left-behind.js';
import { count } from './words.js';

export function objectWords(object: LeftBehind): string {
  switch (object.kind) {
    case 'message-queue':
      return `message queue ${object.id} (${count(object.messages, 'message')})`;
    case 'semaphore-set':
      return `semaphore set ${object.id} (${count(object.count, 'semaphore')})`;
    case 'shared-memory':
      return `shared memory segment ${object.id} (${object.size} bytes)`;
    case 'posix-queue':
      return `POSIX message queue /${escapeLine(object.name)} (${count(object.messages, 'message')})`;
    case 'posix-semaphore':
      return `POSIX semaphore /${escapeLine(object.name)}`;
    case 'posix-memory':
      return `POSIX shared memory /${escapeLine(object.name)} (${object.size} bytes)`;
    case 'more':
      return `${object.count} more ${object.of.replaceAll('-', ' ')}`;
  }
}
