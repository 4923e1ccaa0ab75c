// Message queues, of System V and of POSIX.
import type { Find, Waiting } from './waiting.js';
import { descriptorOf } from './waiting.js';
import type { PosixQueue } from './types.js';

export const waitInMsgsnd: Find = ({ call, facts }) => {
  const [id = 0, , size = 0] = call.arguments;
  const queue = facts.messageQueues.find((one) => one.id === id);
  return { kind: 'queue-full', id, bytes: queue?.bytes ?? null, maxBytes: queue?.maxBytes ?? 0, size };
};

export const waitInMsgrcv: Find = ({ call, facts }) => {
  const [id = 0, , , type = 0] = call.arguments;
  const queue = facts.messageQueues.find((one) => one.id === id);
  return { kind: 'queue-empty', id, messages: queue?.messages ?? null, type: type | 0 };
};

function posix(waiting: Waiting): PosixQueue | null {
  const target = descriptorOf(waiting)?.target;
  const queue = waiting.facts.queues.find(({ name }) => target === `/${name}`);
  return queue ? { name: queue.name, messages: queue.messages } : null;
}

export const waitInMqSend: Find = (waiting) => ({
  kind: 'posix-queue-full',
  descriptor: waiting.call.arguments[0] ?? -1,
  queue: posix(waiting),
});

export const waitInMqReceive: Find = (waiting) => ({
  kind: 'posix-queue-empty',
  descriptor: waiting.call.arguments[0] ?? -1,
  queue: posix(waiting),
});
