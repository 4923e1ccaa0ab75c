// What a call or its return has besides its numbers: sections, each with a tag and a length.
import { ByteReader } from '#util/byte-reader.js';
import { decodeText } from '#util/bytes.js';
import type { Content, DescriptorUse, ObjectReference } from '../events.js';
import { ACCESSES, NO_LIMIT, Section } from './layout.js';
import type { Objects } from './objects.js';
import { wordAt } from './word.js';

export interface Sections {
  readonly uses: DescriptorUse[];
  readonly objects: ObjectReference[];
  readonly callers: number[];
  path?: string;
  bytes?: string;
  /** The address that a message is sent to. */
  to?: string;
  /** Bytes that the call of a return handed over. */
  handed?: string;
  content?: Content;
}

/** @param reader from the first section on; it ends with the record */
export function readSections(reader: ByteReader, objects: Objects): Sections {
  const sections: Sections = { uses: [], objects: [], callers: [] };
  while (!reader.isOver) {
    const length = reader.u16();
    const tag = reader.u8();
    reader.u8();
    readSection(tag, new ByteReader(reader.raw(length)), sections, objects);
    reader.raw(-length & 3);
  }
  return sections;
}

function readSection(tag: number, reader: ByteReader, sections: Sections, objects: Objects): void {
  switch (tag) {
    case Section.USE:
      sections.uses.push(readUse(reader, objects));
      break;
    case Section.OBJECT:
      sections.objects.push(readUse(reader, objects).object);
      break;
    case Section.PATH:
      sections.path = decodeText(reader.bytes);
      break;
    case Section.ADDRESS:
      sections.to = decodeText(reader.bytes);
      break;
    case Section.BYTES:
      sections.bytes = latin1(reader.bytes);
      break;
    case Section.HANDED:
      sections.handed = latin1(reader.bytes);
      break;
    case Section.CALLERS:
      while (!reader.isOver) sections.callers.push(reader.u32());
      break;
    case Section.CONTENT:
      sections.content = readContent(reader);
      break;
  }
}

function readUse(reader: ByteReader, objects: Objects): DescriptorUse {
  const descriptor = reader.u32();
  const kind = reader.u8();
  const access = wordAt(ACCESSES, reader.u8(), 'way to use a descriptor');
  reader.u16();
  return { descriptor, object: objects.reference(kind, reader), access };
}

function readContent(reader: ByteReader): Content {
  const amount = reader.u32();
  const capacity = reader.u32();
  return capacity === NO_LIMIT ? { amount } : { amount, capacity };
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
