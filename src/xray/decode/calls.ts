// System calls: what is known when one begins, and what can be read only when it has ended.
import type { ByteReader } from '#util/byte-reader.js';
import { partOfCall, systemCallAt } from '#linux/system-calls.js';
import type { CallEvent, ReturnEvent } from '../events.js';
import type { Objects } from './objects.js';
import { readSections } from './sections.js';

interface At {
  readonly time: number;
  readonly thread: number;
}

type OpenCall = CallEvent & { path?: string; bytes?: string; to?: string };

export class Calls {
  readonly #objects: Objects;
  /** By thread, until they return. */
  readonly #open = new Map<number, OpenCall>();

  constructor(objects: Objects) {
    this.#objects = objects;
  }

  begin(at: At, reader: ByteReader): CallEvent {
    const process = reader.u32();
    const name = readName(reader);
    const words = Array.from({ length: 6 }, () => reader.u32());
    const { uses, objects, path, bytes, to, callers } = readSections(reader, this.#objects);
    const call: OpenCall = {
      kind: 'call',
      ...at,
      process,
      name,
      arguments: words,
      uses,
      objects,
      ...(path === undefined ? {} : { path }),
      ...(bytes === undefined ? {} : { bytes }),
      ...(to === undefined ? {} : { to }),
      callers,
    };
    this.#open.set(at.thread, call);
    return call;
  }

  end(at: At, reader: ByteReader): ReturnEvent {
    const name = readName(reader);
    const result = resultOf(reader.i32());
    const { uses, path, handed, to, bytes, content } = readSections(reader, this.#objects);
    const call = this.#open.get(at.thread);
    // Its page was not there when it began: the kernel has brought it meanwhile.
    if (call?.name === name && path !== undefined) call.path = path;
    if (call?.name === name && handed !== undefined) call.bytes = handed;
    if (call?.name === name && to !== undefined) call.to = to;
    this.#open.delete(at.thread);
    return {
      kind: 'return',
      ...at,
      name,
      result,
      ...(bytes === undefined ? {} : { bytes }),
      ...(content && { content }),
      uses,
    };
  }
}

/** The kernel's last number of an error: what lies below it is no failure, but an address in the upper half of memory. */
const MAX_ERRNO = 4095;

function resultOf(register: number): number {
  return register < -MAX_ERRNO ? register >>> 0 : register;
}

/** As the kernel has it; of ipc(2) and socketcall(2) the function that they stand for. */
function readName(reader: ByteReader): string {
  const number = reader.u16();
  const part = reader.u16();
  const name = systemCallAt(number) ?? `call ${number}`;
  return part === 0 ? name : partOfCall(name, part);
}
