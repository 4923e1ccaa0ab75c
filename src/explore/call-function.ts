// The function that a call of a run is, whatever system call it is made by.
import { systemCallName } from '#facts/parse/system-calls.js';
import { partOfCall, systemCallAt } from '#linux/system-calls.js';
import type { TracedCall } from '#machine/trace.js';

/** Of ipc and socketcall: bits of the first argument that say which function they stand for. */
const PART = 0xffff;

export function functionOf({ number, arguments: [first = 0] }: Pick<TracedCall, 'number' | 'arguments'>): string {
  return partOfCall(systemCallName('i386', number), first & PART);
}

/** The function's own arguments. */
export function argumentsOf({ number, arguments: own, parts }: TracedCall): readonly number[] {
  return parts ?? (systemCallAt(number) === 'ipc' ? own.slice(1) : own);
}
