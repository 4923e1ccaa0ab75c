// What is waited for, in words: the rest of a sentence after `waits in NAME`.
import type { Obstacle } from '../wait/types.js';
import { pipeWords } from './pipe.js';
import { connectionWords, socketWords } from './socket.js';
import { called, count, list } from './words.js';

type Of<Kind extends Obstacle['kind']> = Extract<Obstacle, { kind: Kind }>;

export function obstacleWords(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'child':
      return obstacle.child ? `for its child ${called(obstacle.child)} to end` : 'for a child to end';
    case 'thread':
      return `for its thread ${obstacle.id} to end`;
    case 'exec':
      return 'for its child to call exec or to end';
    case 'signal':
      return 'for a signal';
    case 'time':
      return 'for some time to pass';
    case 'resumed':
      return 'for what it waited for before a signal came';
    case 'file-lock':
      return `for a lock of ${obstacle.target ?? 'a file'}`;
    case 'pipe':
      return pipeWords(obstacle);
    case 'terminal':
      return 'on its terminal';
    case 'descriptor':
      return obstacle.target === null
        ? `on descriptor ${obstacle.descriptor}`
        : `on ${obstacle.target} (descriptor ${obstacle.descriptor})`;
    case 'socket':
      return socketWords(obstacle);
    case 'connection':
      return connectionWords(obstacle);
    case 'descriptors':
      return descriptors(obstacle);
    case 'fifo': {
      const name = obstacle.path === '' ? 'a FIFO' : `the FIFO ${obstacle.path}`;
      return `for somebody to ${obstacle.end === 'write' ? 'write to' : 'read'} ${name}`;
    }
    case 'semaphore':
      return semaphore(obstacle);
    case 'posix-semaphore':
      return `for the POSIX semaphore /${obstacle.name}`;
    case 'own-lock':
      return 'for a lock, condition or semaphore of its own';
    case 'shared-lock':
      return `for a lock, condition or semaphore in ${memory(obstacle)} at offset ${obstacle.offset}`;
    case 'queue-full':
      return queueFull(obstacle);
    case 'queue-empty':
      return queueEmpty(obstacle);
    case 'posix-queue-full':
      return obstacle.queue
        ? `on queue /${obstacle.queue.name}, which is full (${count(obstacle.queue.messages, 'message')})`
        : `on the queue of descriptor ${obstacle.descriptor}, which is full`;
    case 'posix-queue-empty':
      return obstacle.queue
        ? `on queue /${obstacle.queue.name}, which is empty`
        : `on the queue of descriptor ${obstacle.descriptor}, which is empty`;
    case 'unknown':
      return obstacle.where === null ? '' : `(${obstacle.where})`;
  }
}

function descriptors({ descriptors: numbers }: Of<'descriptors'>): string {
  if (numbers.length === 0) return 'for one of its descriptors';
  return `for descriptor${numbers.length > 1 ? 's' : ''} ${list(numbers)}`;
}

function semaphore({ set, index, value, change }: Of<'semaphore'>): string {
  const which = `for semaphore ${index} of set ${set}`;
  if (value === null) return which;
  if (change === 0) return `${which} to become 0; it is ${value}`;
  return `${which}, which is ${value}${change < -1 ? ` and would have to be ${-change}` : ''}`;
}

function memory({ memory: name, path }: Of<'shared-lock'>): string {
  return name === null ? (path ?? 'shared memory') : `the shared memory /${name}`;
}

function queueFull({ id, bytes, maxBytes, size }: Of<'queue-full'>): string {
  if (bytes === null) return `on queue ${id}`;
  if (bytes >= maxBytes || size > maxBytes) return `on queue ${id}, which is full (${bytes} bytes)`;
  return `on queue ${id}, which is full (${bytes} of ${maxBytes} bytes, and the message has ${size})`;
}

function queueEmpty({ id, messages, type }: Of<'queue-empty'>): string {
  if (messages === null) return `on queue ${id}`;
  if (messages === 0) return `on queue ${id}, which is empty`;
  return `on queue ${id}, which has ${count(messages, 'message')}, none of type ${type}`;
}
