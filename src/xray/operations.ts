// What the events of a call hand over, as the kernel's other tellings of a call have it.
import { operandOf } from '#facts/parse/operand.js';
import type { Operand, SemaphoreOperation } from '#facts/types.js';
import { plainName } from './call-name.js';
import type { CallEvent } from './events.js';

export function operandOfCall(call: CallEvent): Operand | null {
  const name = plainName(call.name);
  if (call.path !== undefined) return { kind: 'path', path: call.path };
  // FUTEX_WAIT: what the word held when the call began.
  if (name === 'futex') return { kind: 'word', value: (call.arguments[2] ?? 0) >>> 0 };
  return operandOf(name, call.bytes === undefined ? null : bytesOf(call.bytes));
}

/** Of semop(2); none: the recording does not tell. */
export function semaphoreOperations(call: CallEvent): readonly SemaphoreOperation[] {
  const operand = operandOfCall(call);
  return operand?.kind === 'operations' ? operand.operations : [];
}

export function isSemop({ name }: { readonly name: string }): boolean {
  return /^sem(?:timed)?op/.test(name);
}

function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (character) => character.charCodeAt(0));
}
