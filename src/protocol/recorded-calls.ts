// The system calls that a recording keeps, as RECORD has them.
import { callsNamed, systemCallAt } from '#linux/system-calls.js';

/** Where the functions of a call that stands for many are counted from, as images/kernel/recorder/recorder.h has it. */
const PARTS_FROM: Readonly<Record<string, number>> = { socketcall: 512, ipc: 544 };

/** @param names the kernel's; one that it has not stands for no call */
export function recordedPlaces(names: readonly string[]): number[] {
  const places = names
    .flatMap(callsNamed)
    .map(({ number, part }) => (part === 0 ? number : part + (PARTS_FROM[systemCallAt(number) ?? ''] ?? 0)));
  return [...new Set(places)].sort((a, b) => a - b);
}
