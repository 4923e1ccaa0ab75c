// The format of facts where they are kept. Apart from their types, so that who only shows them needs no validator.
import * as z from 'zod';
import type { End } from './end.js';
import type { Facts } from './types.js';

const number = z.number();
const text = z.string();

const operand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('path'), path: text }),
  z.strictObject({
    kind: z.literal('operations'),
    operations: z.array(z.strictObject({ index: number, change: number })),
  }),
  z.strictObject({ kind: z.literal('word'), value: number }),
  z.strictObject({ kind: z.literal('descriptors'), descriptors: z.array(number) }),
]);

const thread = z.strictObject({
  id: number,
  state: text,
  wait: text.nullable(),
  call: z.strictObject({ name: text, arguments: z.array(number), operand: operand.nullable() }).nullable(),
  mapping: z
    .strictObject({ address: number, shared: z.boolean(), offset: number, inode: number, path: text })
    .nullable(),
});

const process = z.strictObject({
  pid: number,
  parent: number,
  state: text,
  name: text,
  directory: text,
  threadCount: number,
  threads: z.array(thread),
  descriptorCount: number,
  descriptors: z.array(z.strictObject({ number, access: number, target: text, thread: number.optional() })),
});

const semaphore = z.strictObject({ value: number, waitForMore: number, waitForZero: number });

const crash = z.strictObject({
  pid: number,
  name: text,
  signal: text,
  place: z
    .strictObject({
      file: text,
      line: number,
      function: text.nullable(),
      text: text.nullable(),
      within: text.nullable(),
    })
    .nullable(),
});

/** See `types.ts`. */
export const factsSchema: z.ZodType<Facts> = z.strictObject({
  crashes: z.array(crash).exactOptional(),
  processes: z.array(process),
  messageQueues: z.array(
    z.strictObject({ id: number, key: number, messages: number, bytes: number, maxBytes: number }),
  ),
  semaphoreSets: z.array(z.strictObject({ id: number, key: number, count: number, semaphores: z.array(semaphore) })),
  sharedMemory: z.array(z.strictObject({ id: number, key: number, size: number, attached: number })),
  queues: z.array(z.strictObject({ name: text, messages: number, maxMessages: number, messageSize: number })),
  objects: z.array(z.strictObject({ name: text, size: number, inode: number })),
  sockets: z
    .array(
      z.strictObject({
        inode: number,
        kind: z.enum(['tcp', 'udp', 'unix']),
        listens: z.boolean(),
        local: text.nullable(),
        remote: text.nullable(),
      }),
    )
    .exactOptional(),
  space: z.strictObject({ bytes: number, maxBytes: number, inodes: number, maxInodes: number }).nullable(),
  more: z.record(text, number),
});

/** See `end.ts`. */
export const endSchema: z.ZodType<End> = z.strictObject({
  exit: z.int().nullable(),
  signal: text.nullable(),
  core: z.boolean(),
  limit: text.nullable(),
  reached: z.array(text),
  wall: number,
  killed: z.int(),
});
