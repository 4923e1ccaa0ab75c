// The format of a recording in a file. Apart from its types, so that a page that makes none needs no validator.
import * as z from 'zod';
import { OBJECT_KINDS } from './events.js';
import type { XrayData } from './xray-data.js';

const object = z.strictObject({
  kind: z.enum(OBJECT_KINDS),
  id: z.number(),
  name: z.string().optional(),
  peer: z.number().optional(),
});

const content = z.strictObject({ amount: z.number(), capacity: z.number().optional() });
const use = z.strictObject({ descriptor: z.int(), object, access: z.enum(['read', 'write', 'both']) });
const at = { time: z.number().min(0), thread: z.int() };

const event = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    ...at,
    process: z.int(),
    name: z.string(),
    arguments: z.array(z.number()),
    uses: z.array(use),
    objects: z.array(object),
    path: z.string().optional(),
    bytes: z.string().optional(),
    to: z.string().optional(),
    callers: z.array(z.number()),
  }),
  z.strictObject({
    kind: z.literal('return'),
    ...at,
    name: z.string(),
    result: z.number(),
    bytes: z.string().optional(),
    content: content.optional(),
    uses: z.array(use),
  }),
  z.strictObject({
    kind: z.literal('switch'),
    ...at,
    to: z.int(),
    state: z.enum(['ready', 'waits', 'waits-unkillable', 'stopped', 'traced', 'ended']),
    preempted: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('wake'), ...at, whom: z.int() }),
  z.strictObject({ kind: z.literal('fork'), ...at, process: z.int(), child: z.int(), isThread: z.boolean() }),
  z.strictObject({ kind: z.literal('exec'), ...at, path: z.string() }),
  z.strictObject({ kind: z.literal('exit'), ...at, process: z.int(), status: z.int() }),
  z.strictObject({
    kind: z.literal('signal-sent'),
    ...at,
    signal: z.int(),
    to: z.int(),
    outcome: z.enum(['pending', 'ignored', 'already-pending', 'lost']),
  }),
  z.strictObject({
    kind: z.literal('signal-delivered'),
    ...at,
    signal: z.int(),
    action: z.union([z.literal('default'), z.number()]),
  }),
  z.strictObject({ kind: z.literal('fault'), ...at, address: z.number(), instruction: z.number() }),
  z.strictObject({ kind: z.literal('lost'), ...at, count: z.int() }),
]);

export const recordingSchema = z.strictObject({ version: z.literal(1), start: z.number(), events: z.array(event) });

const line = z.strictObject({ file: z.string(), line: z.int(), function: z.string().optional() });

export const xrayDataSchema: z.ZodType<XrayData> = z.strictObject({
  title: z.string(),
  recording: recordingSchema,
  lines: z.record(z.string(), z.record(z.string(), line)).optional(),
  sources: z.record(z.string(), z.string()).optional(),
});
