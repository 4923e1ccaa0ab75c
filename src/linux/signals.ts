/** Signals of Linux on x86 by number, from signal(7). */
const NAMES = (
  'SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM SIGTERM ' +
  'SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO ' +
  'SIGPWR SIGSYS'
).split(' ');

const FIRST_REALTIME = 34;
const LAST_REALTIME = 64;

/** Every name that {@link signalNumber} knows, by number. */
export const SIGNALS: readonly string[] = [
  ...NAMES,
  ...Array.from({ length: LAST_REALTIME - FIRST_REALTIME + 1 }, (_, index) => signalName(FIRST_REALTIME + index)),
];

/** @returns the signal's name; `SIGRTMIN+n` for real-time ones */
export function signalName(number: number): string {
  const name = NAMES[number - 1];
  if (name !== undefined) return name;
  if (number >= FIRST_REALTIME && number <= LAST_REALTIME) return `SIGRTMIN+${number - FIRST_REALTIME}`;
  return `signal ${number}`;
}

/** @returns the signal's number, or undefined for a name that is none */
export function signalNumber(name: string): number | undefined {
  const index = NAMES.indexOf(name);
  if (index >= 0) return index + 1;
  const offset = /^SIGRTMIN\+(\d+)$/.exec(name)?.[1];
  const number = FIRST_REALTIME + Number(offset ?? NaN);
  return number <= LAST_REALTIME ? number : undefined;
}
