// What a pointer among a system call's arguments leads to.
import { decodeText } from '#util/bytes.js';
import type { Operand, SemaphoreOperation } from '../types.js';

const KINDS: Readonly<Record<string, (memory: DataView) => Operand | null>> = {
  open: path,
  openat: path,
  semop: operations,
  semtimedop: operations,
  futex: word,
  poll: polled,
  ppoll: polled,
  select: selected,
  pselect6: selected,
};

/** @param memory what lies there, as far as the agent tells; null: it tells nothing */
export function operandOf(call: string, memory: Uint8Array | null): Operand | null {
  if (!memory) return null;
  return KINDS[call]?.(new DataView(memory.buffer, memory.byteOffset, memory.byteLength)) ?? null;
}

function path(memory: DataView): Operand {
  return { kind: 'path', path: decodeText(bytesOf(memory)) };
}

/** struct sembuf of sys/sem.h. */
const SEMBUF = 6;

function operations(memory: DataView): Operand {
  const count = Math.floor(memory.byteLength / SEMBUF);
  const all = Array.from({ length: count }, (_, n): SemaphoreOperation => ({
    index: memory.getUint16(SEMBUF * n, true),
    change: memory.getInt16(SEMBUF * n + 2, true),
  }));
  return { kind: 'operations', operations: all };
}

function word(memory: DataView): Operand | null {
  return memory.byteLength === 4 ? { kind: 'word', value: memory.getUint32(0, true) } : null;
}

/** struct pollfd of poll.h; a negative descriptor is left out by poll(2) too. */
const POLLFD = 8;

function polled(memory: DataView): Operand {
  const count = Math.floor(memory.byteLength / POLLFD);
  const all = Array.from({ length: count }, (_, n) => memory.getInt32(POLLFD * n, true));
  return { kind: 'descriptors', descriptors: all.filter((descriptor) => descriptor >= 0) };
}

/** The first bits of an fd_set. */
function selected(memory: DataView): Operand {
  const all = [...bytesOf(memory)].flatMap((byte, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte & (1 << bit)) !== 0).map((bit) => 8 * index + bit),
  );
  return { kind: 'descriptors', descriptors: all };
}

function bytesOf({ buffer, byteOffset, byteLength }: DataView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
