// How a program ended, in words.
import type { ExitStatus } from '#protocol/exec-spec.js';

const SIGNALS: Readonly<Record<string, string>> = {
  SIGABRT: 'it gave up by abort(3)',
  SIGBUS: 'it used an address that no longer has anything behind it',
  SIGFPE: 'it calculated something that has no result, such as a division by 0',
  SIGHUP: 'its terminal went',
  SIGILL: 'it came to something that is no instruction',
  SIGINT: 'as by Ctrl-C',
  SIGKILL: 'nobody can catch that one',
  SIGPIPE: 'it wrote to a pipe or a socket that nobody reads any more',
  SIGQUIT: 'as by Ctrl-\\',
  SIGSEGV: 'it used an address that is not its own',
  SIGTERM: 'it was asked to end',
};

const LIMITS: Readonly<Record<string, string>> = {
  memory: 'it used all the memory that a program gets here',
  processes: 'it made more processes than a program may have here',
  file: 'it wrote a file larger than one may be here',
};

/** A sentence without its full stop. */
export function tellEnd(program: string, { exit, signal, core, limit, killed }: ExitStatus): string {
  const parts = [exit === null ? bySignal(program, signal ?? '', core) : `${program} ended with status ${exit}`];
  const why = limit === null ? undefined : (LIMITS[limit] ?? `it met its limit of ${limit}`);
  if (why !== undefined) parts.push(why);
  if (killed > 0)
    parts.push(`${killed === 1 ? 'a process' : `${killed} processes`} that it had left running ended with it`);
  return parts.join('; ');
}

function bySignal(program: string, signal: string, core: boolean): string {
  const meaning = SIGNALS[signal];
  return `${program} was ended by ${signal}${meaning === undefined ? '' : ` (${meaning})`}${core ? ' and left a core image' : ''}`;
}
