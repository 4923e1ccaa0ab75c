// Records as the recorder in the guest's kernel writes them, for tests of what reads them.
import { PayloadWriter } from '#protocol/payload.js';
import { concat, encodeText } from '#util/bytes.js';
import { HEAD, NO_LIMIT, RECORDS_VERSION, RecordType, Section } from '#xray/decode/layout.js';
import { OBJECT_KINDS, type ObjectKind } from '#xray/events.js';

/** What the guest's clock says when these recordings begin. */
export const START = 5_000_000_000;

/** Of the processor's clock in a nanosecond. */
const TICKS = 2;

export interface Head {
  readonly detail?: number;
  readonly thread?: number;
  /** Since the beginning. */
  readonly time?: number;
}

export function record(
  type: keyof typeof RecordType,
  { detail = 0, thread = 0, time = 0 }: Head,
  body: Uint8Array,
): Uint8Array {
  const writer = new PayloadWriter()
    .u16(HEAD + body.length)
    .u8(RecordType[type])
    .u8(detail)
    .u32(thread);
  return writer
    .u64(BigInt(time * TICKS))
    .raw(body)
    .finish();
}

export function begin(version = RECORDS_VERSION, rate = 1_000_000 * TICKS): Uint8Array {
  return record('BEGIN', {}, new PayloadWriter().u64(BigInt(START)).u32(version).u32(rate).finish());
}

export function words(...values: readonly number[]): Uint8Array {
  const writer = new PayloadWriter();
  for (const value of values) writer.u32(value >>> 0);
  return writer.finish();
}

export function object(kind: ObjectKind, id: number, name: string, peer = 0): Uint8Array {
  return record('OBJECT', { detail: OBJECT_KINDS.indexOf(kind) }, concat([words(id, 0, peer), counted(name)]));
}

export function exec(head: Head, path: string): Uint8Array {
  return record('EXEC', head, counted(path));
}

export interface Call {
  readonly number: number;
  readonly part?: number;
  readonly process?: number;
  readonly arguments?: readonly number[];
}

export function call(
  head: Head,
  { number, part = 0, process = 7, ...rest }: Call,
  ...sections: Uint8Array[]
): Uint8Array {
  const six = Array.from({ length: 6 }, (_, index) => rest.arguments?.[index] ?? 0);
  const body = new PayloadWriter()
    .u32(process)
    .u16(number)
    .u16(part)
    .raw(words(...six));
  return record('CALL', head, concat([body.finish(), ...sections]));
}

export function back(head: Head, number: number, result: number, ...sections: Uint8Array[]): Uint8Array {
  const body = new PayloadWriter()
    .u16(number)
    .u16(0)
    .u32(result >>> 0);
  return record('RETURN', head, concat([body.finish(), ...sections]));
}

export function section(tag: keyof typeof Section, content: Uint8Array): Uint8Array {
  const head = new PayloadWriter().u16(content.length).u8(Section[tag]).u8(0).finish();
  return concat([head, padded(content)]);
}

export function use(
  descriptor: number,
  kind: ObjectKind,
  id: number,
  access: number,
  tag: 'USE' | 'OBJECT' = 'USE',
): Uint8Array {
  const body = new PayloadWriter().u32(descriptor).u8(OBJECT_KINDS.indexOf(kind)).u8(access).u16(0);
  return section(tag, body.u32(id).u32(0).finish());
}

export function content(amount: number, capacity = NO_LIMIT): Uint8Array {
  return section('CONTENT', words(amount, capacity));
}

function counted(text: string): Uint8Array {
  const bytes = encodeText(text);
  return concat([words(bytes.length), padded(bytes)]);
}

function padded(bytes: Uint8Array): Uint8Array {
  return concat([bytes, new Uint8Array(-bytes.length & 3)]);
}
