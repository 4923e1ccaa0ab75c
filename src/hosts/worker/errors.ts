// Errors cross a worker boundary as {code, message, data}. Both sides import this file for its effect.
import { transferHandlers } from 'comlink';
import type { PlainError } from '#util/error.js';
import { fromPlainError, toPlainError } from '#util/error.js';

interface Thrown {
  readonly value: unknown;
}

const comlinkHandler = transferHandlers.get('throw');
if (!comlinkHandler) throw new Error('this version of comlink has no handler for what is thrown');

transferHandlers.set('throw', {
  // How comlink recognises what was thrown is its own secret; only the form it travels in is ours.
  canHandle: (value: unknown): value is Thrown => comlinkHandler.canHandle(value),
  serialize: ({ value }: Thrown): [PlainError, Transferable[]] => [toPlainError(value), []],
  deserialize: (plain: PlainError): never => {
    throw fromPlainError(plain);
  },
});
