// Frames that chance has changed, as fast-check makes and shrinks them.
import * as fc from 'fast-check';
import { encodeFrame, FLAG_MORE, FrameType, LONG_FRAMES, MAX_PAYLOAD } from '#protocol/frame.js';
import { concat, encodeText } from '#util/bytes.js';

const TYPES = Object.values(FrameType);

const EVIDENCE_TEXT = encodeText(
  'machine i386\nmessage-queue 0 0x1 2 30 16384\nsemaphore-set 1 0x0 1\nsemaphore 1 0 0 1 0\nqueue 1 10 8192 q\\040x\n' +
    'object 4096 7 name\nspace 1 2 3 4\nprocess 2 0 S a\\040b\ncwd 2 /tmp\nthread 2 2 S pipe_read 3 0x4 0x5 0x6 0x0 0x0 0x0\n' +
    'fd 2 4 00 pipe:[123]\ndescriptors 2 1\nprocess 3 2 Z child\nmore 4\ntruncated\n',
);

const EXITED = new Uint8Array(128);

/** How a frame is changed: what is done, where, and with which byte. */
type Change = readonly [kind: number, at: number, value: number];

export interface Recipe {
  readonly type: number;
  readonly job: number;
  readonly more: boolean;
  readonly content: number;
  readonly size: number;
  readonly ours: boolean;
  readonly changes: readonly Change[];
}

/** Few numbers a frame, so that a million of them are made in seconds. */
const recipe: fc.Arbitrary<Recipe> = fc
  .tuple(
    fc.nat(0x7fffffff),
    fc.array(fc.tuple(fc.nat(5), fc.nat(MAX_PAYLOAD), fc.nat(255)), { maxLength: 3, size: 'max' }),
  )
  .map(([bits, changes]) => ({
    type: TYPES[bits % TYPES.length] ?? 0,
    job: (bits >> 5) & 7,
    more: ((bits >> 8) & 7) === 0,
    content: (bits >> 12) & 7,
    size: (bits >> 15) & 0x3f,
    ours: ((bits >> 21) & 3) !== 0,
    changes: ((bits >> 23) & 3) === 0 ? changes : [],
  }));

/** So many recipes in a row. */
export function recipes(count: number): fc.Arbitrary<Recipe[]> {
  return fc.array(recipe, { minLength: count, maxLength: count });
}

/** Bytes that are a frame of a session with this tag, or nearly one. */
export function bake(recipe: Recipe, tag: number): Uint8Array {
  return change(frameOf(recipe, tag), recipe.changes);
}

function frameOf({ type, job, more, content, size, ours }: Recipe, tag: number): Uint8Array {
  return encodeFrame({
    type: type as FrameType,
    flags: more && LONG_FRAMES.has(type) ? FLAG_MORE : 0,
    job,
    tag: ours ? tag : 0,
    payload: payloadOf(content, size, type),
  });
}

function payloadOf(content: number, size: number, type: number): Uint8Array {
  if (type === FrameType.EVIDENCE && content < 5) return EVIDENCE_TEXT;
  if (type === FrameType.EXITED && content < 5) return EXITED;
  if (content === 7) return new Uint8Array(MAX_PAYLOAD).fill(size);
  return new Uint8Array(size).fill(content);
}

function change(frame: Uint8Array, changes: readonly Change[]): Uint8Array {
  let bytes = frame;
  for (const [kind, position, value] of changes) {
    // Half of the changes hit the header.
    const at = position % Math.min((value & 1) === 0 ? 12 : Infinity, bytes.length);
    if (kind === 0) bytes = bytes.with(at, (bytes[at] ?? 0) ^ (1 << (value & 7)));
    else if (kind === 1) bytes = bytes.with(at, value);
    else if (kind === 2) bytes = bytes.slice(0, at);
    else if (kind === 3) bytes = concat([bytes, bytes.slice(0, at)]);
    else if (kind === 4) bytes = concat([bytes.slice(0, at), Uint8Array.of(value), bytes.slice(at)]);
    if (bytes.length === 0) break;
  }
  return bytes;
}
