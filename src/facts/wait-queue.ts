// Message queues, of System V and of POSIX.
import type { Facts } from './evidence.js';
import type { Explain, Waiting } from './waits.js';
import { count, visible } from './words.js';

type MessageQueue = Facts['messageQueues'][number];

const find = ({ call, facts }: Waiting): MessageQueue | undefined =>
  facts.messageQueues.find(({ id }) => id === call.arguments[0]);

export const waitInMsgsnd: Explain = (waiting) => {
  const queue = find(waiting);
  const [id = 0, , size = 0] = waiting.call.arguments;
  if (!queue) return `on queue ${id}`;
  const { bytes, maxBytes } = queue;
  if (bytes >= maxBytes || size > maxBytes) return `on queue ${id}, which is full (${bytes} bytes)`;
  return `on queue ${id}, which is full (${bytes} of ${maxBytes} bytes, and the message has ${size})`;
};

export const waitInMsgrcv: Explain = (waiting) => {
  const queue = find(waiting);
  const [id = 0, , , type = 0] = waiting.call.arguments;
  if (!queue) return `on queue ${id}`;
  if (queue.messages === 0) return `on queue ${id}, which is empty`;
  return `on queue ${id}, which has ${count(queue.messages, 'message')}, none of type ${type | 0}`;
};

function posix({ process, call, facts }: Waiting): Facts['queues'][number] | undefined {
  const descriptor = process.descriptors.find(({ number }) => number === call.arguments[0]);
  return facts.queues.find(({ name }) => descriptor?.target === `/${name}`);
}

export const waitInMqSend: Explain = (waiting) => {
  const queue = posix(waiting);
  if (!queue) return `on the queue of descriptor ${waiting.call.arguments[0] ?? '?'}, which is full`;
  return `on queue /${visible(queue.name)}, which is full (${count(queue.messages, 'message')})`;
};

export const waitInMqReceive: Explain = (waiting) => {
  const queue = posix(waiting);
  if (!queue) return `on the queue of descriptor ${waiting.call.arguments[0] ?? '?'}, which is empty`;
  return `on queue /${visible(queue.name)}, which is empty`;
};
