// System calls as their manual pages have them: i386 has several doors to one room.
import type { SystemCall } from '../types.js';
import { operandOf } from './operand.js';
import { systemCallName } from './system-calls.js';

/** ipc(2): what its first argument stands for. */
const IPC: Readonly<Record<number, string>> = { 1: 'semop', 4: 'semtimedop', 11: 'msgsnd', 12: 'msgrcv' };

/** socketcall(2): what its first argument stands for. */
const SOCKET: Readonly<Record<number, string>> = {
  3: 'connect',
  5: 'accept',
  9: 'send',
  10: 'recv',
  11: 'sendto',
  12: 'recvfrom',
  16: 'sendmsg',
  17: 'recvmsg',
  18: 'accept4',
};

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
    return { name: SOCKET[args[0] ?? 0] ?? name, arguments: words(memory), operand: null };
  }
  return { name, arguments: args, operand: operandOf(name, memory) };
}

function fromIpc(args: readonly number[], memory: Uint8Array | null): SystemCall {
  const [which = 0, first = 0, second = 0, third = 0, pointer = 0] = args;
  const name = IPC[which & 0xffff] ?? 'ipc';
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
