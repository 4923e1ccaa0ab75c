// Payloads to and from bytes, by the table of frames.
import { IpclabError } from '#util/error.js';
import { NONCE_SIZE, type FieldSpec, type FrameSpec, type PayloadOf } from './frame-spec.js';
import { FRAMES, type FrameName } from './frames.js';
import { PayloadReader, PayloadWriter } from './payload.js';

export type Payload<Name extends FrameName> = PayloadOf<(typeof FRAMES)[Name]>;

/** A payload whose frame is not known to the type checker. */
export type AnyPayload = Uint8Array | Readonly<Record<string, unknown>>;

const NO_LIMIT = 0xffff_ffff_ffff_ffffn;

export function encodePayload<Name extends FrameName>(name: Name, payload: Payload<Name>): Uint8Array {
  return encodeAs(FRAMES[name], payload);
}

/** @throws IpclabError `machine-lost` when the bytes are no payload of such a frame */
export function decodePayload<Name extends FrameName>(name: Name, bytes: Uint8Array): Payload<Name> {
  return decodeAs(FRAMES[name], bytes) as Payload<Name>;
}

function encodeAs({ fields }: FrameSpec, payload: AnyPayload): Uint8Array {
  if (!fields || payload instanceof Uint8Array) return payload as Uint8Array;
  const writer = new PayloadWriter();
  for (const field of fields) write(writer, field, payload[field.name]);
  return writer.finish();
}

function write(writer: PayloadWriter, { type, values, bits, limits = [] }: FieldSpec, value: unknown): void {
  switch (type) {
    case 'u8':
    case 'u16':
    case 'u32':
      writer[type](values?.[value as string] ?? (bits ? maskOf(bits, value as readonly string[]) : (value as number)));
      break;
    case 'u64':
      writer.u64(value as bigint);
      break;
    case 'bool':
      writer.u8(value === true ? 1 : 0);
      break;
    case 'nonce':
      writer.raw(value as Uint8Array);
      break;
    case 'bytes':
      writer.bytes(value as Uint8Array);
      break;
    case 'string':
      writer.string(value as string);
      break;
    case 'strings':
      writer.strings(value as readonly string[]);
      break;
    case 'limits':
      writer.u32(limits.length);
      for (const name of limits) {
        const limit = (value as Readonly<Record<string, number | undefined>>)[name];
        writer.u64(limit === undefined ? NO_LIMIT : BigInt(limit));
      }
      break;
  }
}

function maskOf(bits: readonly string[], set: readonly string[]): number {
  return set.reduce((mask, name) => mask | (1 << bits.indexOf(name)), 0);
}

function decodeAs({ fields }: FrameSpec, bytes: Uint8Array): AnyPayload {
  if (!fields) return bytes;
  const reader = new PayloadReader(bytes);
  const payload = Object.fromEntries(fields.map((field) => [field.name, read(reader, field)]));
  reader.finish();
  return payload;
}

function read(reader: PayloadReader, { name, type, values, bits, limits = [] }: FieldSpec): unknown {
  switch (type) {
    case 'u8':
    case 'u16':
    case 'u32': {
      const number = reader[type]();
      if (values) return Object.keys(values).find((key) => values[key] === number) ?? breach(name, number);
      if (!bits) return number;
      if (number >= 2 ** bits.length) breach(name, number);
      return bits.filter((_, index) => (number & (1 << index)) !== 0);
    }
    case 'u64':
      return reader.u64();
    case 'bool': {
      const number = reader.u8();
      return number > 1 ? breach(name, number) : number === 1;
    }
    case 'nonce':
      return reader.raw(NONCE_SIZE);
    case 'bytes':
      return reader.raw(reader.u32());
    case 'string':
      return reader.string();
    case 'strings':
      return Array.from({ length: reader.count(4) }, () => reader.string());
    case 'limits': {
      const count = reader.count(8);
      if (count > limits.length) breach(name, count);
      const found = limits.slice(0, count).map((limit) => [limit, reader.u64()] as const);
      return Object.fromEntries(
        found.filter(([, value]) => value !== NO_LIMIT).map(([key, value]) => [key, Number(value)]),
      );
    }
  }
}

function breach(name: string, value: number): never {
  throw new IpclabError('machine-lost', `the guest sent ${value} as ${name}, which is no value of it`);
}
