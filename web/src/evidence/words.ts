// What is said of an observation, before the sentences about its processes and objects.
import type { Observation } from '../session/state.js';

const NOW: Readonly<Record<Observation['kind'], string>> = {
  input: 'The program waits for your input. Type in its terminal; Ctrl-D ends the input.',
  sleeping: 'The program is asleep and will go on by itself. Fast-forward skips the wait.',
  blocked: 'All processes are blocked. None of them can go on by itself:',
  computing: 'The program keeps the processor busy and prints nothing. It may be an endless loop; Stop ends it.',
  many: 'There are very many processes. A program may start new ones without end; Stop ends them all.',
  flood: 'The program has printed more than 250,000 characters and goes on. It may be an endless loop; Stop ends it.',
  left: 'All programs have ended, and this is left behind; Reset removes it:',
};

const STOPPED: Readonly<Record<Observation['kind'], string>> = {
  ...NOW,
  sleeping: 'When you stopped it, the program was asleep:',
  blocked: 'When you stopped it, all processes were blocked:',
  computing: 'When you stopped it, the program kept the processor busy:',
  many: 'When you stopped it, there were very many processes:',
  flood: 'You stopped the program after more than 250,000 characters of output.',
};

export function headingOf({ kind, over = false }: Observation): string {
  return over ? STOPPED[kind] : NOW[kind];
}

/** Whether something may be wrong; otherwise it is how such a program goes. */
export function isAlarm({ kind }: Observation): boolean {
  return kind !== 'input' && kind !== 'sleeping';
}
