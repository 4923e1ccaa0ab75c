// The last words of a command.
import { CommanderError } from 'commander';
import { asIpclabError, stackOf } from '#util/error.js';
import { escapeControls } from '#util/escape.js';
import { exitStatusOf, ExitStatus } from './exit-status.js';

/**
 * Says on standard error why a command failed.
 *
 * @returns the exit status
 */
export function reportFault(error: unknown): number {
  // commander has already said what is wrong, or printed the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : ExitStatus.USAGE;
  const known = asIpclabError(error);
  const text = known.code === 'internal' ? internal(known.message, stackOf(known)) : known.message;
  process.stderr.write(`ipclab: ${escapeControls(text)}\n`);
  return exitStatusOf(known);
}

function internal(message: string, stack: string): string {
  return [
    `a fault of ipclab itself: ${message}`,
    `ipclab ${process.argv.slice(2, 4).join(' ')}, Node ${process.version}, ${process.platform} ${process.arch}`,
    stack,
    'Neither your files nor a program of yours are to blame. Please report it, with all of this text, to the maintainers of ipclab.',
  ].join('\n');
}
