import type { Facts } from './types.js';

/** Of a container without processes and objects. */
export const NO_FACTS: Facts = {
  processes: [],
  messageQueues: [],
  semaphoreSets: [],
  sharedMemory: [],
  queues: [],
  objects: [],
  space: null,
  more: {},
};
