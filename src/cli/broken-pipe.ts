// What a command does once nobody reads its output.
import { constants } from 'node:os';

/** Ends the process as SIGPIPE ends one that is written in C: `ipclab list | head` is no fault of anybody. */
export function endWithReader(): void {
  process.stdout.on('error', end);
}

/** Goes on: who writes is told by the write itself. */
export function outliveReader(): void {
  process.stdout.off('error', end).on('error', () => undefined);
}

function end(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(128 + constants.signals.SIGPIPE);
  throw error;
}
