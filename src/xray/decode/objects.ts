// What objects are called: told before they are used, and again after that was overwritten.
import { decodeText } from '#util/bytes.js';
import type { ByteReader } from '#util/byte-reader.js';
import { OBJECT_KINDS, type ObjectReference } from '../events.js';
import { wordAt } from './word.js';

type Known = Pick<ObjectReference, 'name' | 'peer'>;

/** An identifier has 32 bits of its own, and those of the realm that it is from. */
const REALM = 2 ** 32;

export class Objects {
  readonly #known = new Map<string, Known>();

  /** Takes an OBJECT record after its head. */
  tell(kind: number, reader: ByteReader): void {
    const { kind: word, id } = read(kind, reader);
    const peer = reader.u32();
    const name = decodeText(reader.raw(reader.u32()));
    this.#known.set(`${word} ${id}`, { ...(name === '' ? {} : { name }), ...(peer === 0 ? {} : { peer }) });
  }

  reference(kind: number, reader: ByteReader): ObjectReference {
    const reference = read(kind, reader);
    return { ...reference, ...this.#known.get(`${reference.kind} ${reference.id}`) };
  }
}

function read(kind: number, reader: ByteReader): Pick<ObjectReference, 'kind' | 'id'> {
  const id = reader.u32();
  return { kind: wordAt(OBJECT_KINDS, kind, 'kind of object'), id: reader.u32() * REALM + id };
}
