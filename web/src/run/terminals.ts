// Which party of a run acts in which terminal, and in what order.
import { nameOf } from '#scenario/party.js';
import type { Party, Run } from '#scenario/schema.js';
import { commandLine, type Command } from '#scenario/command-line.js';

/** A terminal with the commands that are typed there one after the other, each once its shell is ready for it. */
export interface Seat {
  readonly user: Party['user'];
  readonly parties: readonly Party[];
}

/** Whether a run is a person's at one terminal, and can start by itself. */
export function isAlone({ parties }: Run): boolean {
  return parties.length === 1;
}

/**
 * A party that starts after another has ended sits where that one sat; everybody else has a terminal of his own, as long as
 * there is one.
 *
 * @param most how many terminals there are
 */
export function seatsOf({ parties }: Run, most: number): Seat[] {
  const seats: { user: Party['user']; parties: Party[] }[] = [];
  for (const party of parties) {
    const { user, start } = party;
    const same = seats.filter((seat) => seat.user === user);
    const after = start && 'afterEndOf' in start ? start.afterEndOf : undefined;
    const sequel = after === undefined ? undefined : (same.find((seat) => endsWith(seat, after)) ?? same[0]);
    if (sequel) sequel.parties.push(party);
    else if (seats.length < most) seats.push({ user, parties: [party] });
    else (shortest(same) ?? seats.at(-1))?.parties.push(party);
  }
  return seats;
}

function endsWith({ parties }: Seat, name: string): boolean {
  const last = parties.at(-1);
  return last !== undefined && nameOf(last) === name;
}

function shortest<T extends Seat>(seats: readonly T[]): T | undefined {
  return [...seats].sort((a, b) => a.parties.length - b.parties.length)[0];
}

/** What a party's command is to the shell or to exec. */
export function commandOf({ command, environment, stdin }: Party, programs: readonly string[]): Command {
  const [program = '', ...rest] = command;
  return {
    argv: [programs.includes(program) ? `./${program}` : program, ...rest],
    environment,
    input: typeof stdin === 'object' ? stdin.file : undefined,
  };
}

/** The line that one types for a party. */
export function typedCommand(party: Party, programs: readonly string[]): string {
  return commandLine(commandOf(party, programs));
}
