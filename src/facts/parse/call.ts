// System calls as their manual pages have them: i386 has several doors to one room.
import { partOfCall } from '#linux/system-calls.js';
import type { SystemCall } from '../types.js';
import { operandOf } from './operand.js';
import { systemCallName } from './system-calls.js';

/** @param memory what a pointer among the arguments leads to; null: the agent does not tell */
export function normalizeCall(
  machine: string,
  number: number,
  args: readonly number[],
  memory: Uint8Array | null,
): SystemCall {
  const name = systemCallName(machine, number);
  if (name === 'ipc') return fromIpc(args, memory);
  if (name === 'socketcall') {
    return { name: partOfCall(name, args[0] ?? 0), arguments: words(memory), operand: null };
  }
  return { name, arguments: args, operand: operandOf(name, memory) };
}

function fromIpc(args: readonly number[], memory: Uint8Array | null): SystemCall {
  const [which = 0, first = 0, second = 0, third = 0, pointer = 0] = args;
  const name = partOfCall('ipc', which & 0xffff);
  if (name === 'msgrcv') {
    const [buffer = 0, type = 0] = words(memory);
    return { name, arguments: [first, buffer, second, type, third], operand: null };
  }
  return { name, arguments: [first, pointer, second, third], operand: operandOf(name, memory) };
}

/** 32-bit numbers. */
function words(memory: Uint8Array | null): number[] {
  if (!memory) return [];
  const view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
  return Array.from({ length: memory.length >> 2 }, (_, index) => view.getUint32(4 * index, true));
}
