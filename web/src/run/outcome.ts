// How a program that was run ended, in words.
import { endWords } from '#facts/explain/end.js';
import { count } from '#facts/explain/words.js';
import type { ExitStatus } from '#protocol/exec-spec.js';

/** A sentence without its full stop. */
export function tellEnd(program: string, status: ExitStatus): string {
  const { killed } = status;
  const left = count(killed, 'process', 'processes');
  return `${program} ${endWords(status)}${killed > 0 ? `; ${left} that it had left running ended with it` : ''}`;
}
