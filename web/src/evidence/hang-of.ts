// What a container's facts say to somebody who looks on: are all programs waiting, and for what.
import { explain } from '#facts/explain/explain.js';
import { allBlocked } from '#facts/processes.js';
import type { Facts } from '#facts/types.js';
import type { Hang } from '../session/state.js';

/** Name of the terminals' own shells in the guest, which no program of a student's has. */
export const TERMINAL_SHELL = 'ash';

/** @returns undefined: somebody computes, so that there is nothing to tell yet */
export function hangOf(facts: Facts): Hang | undefined {
  const programs = withoutShells(facts);
  if (programs.processes.length === 0) {
    const sentences = explain(programs);
    return sentences.length > 0 ? { kind: 'left', sentences } : undefined;
  }
  return allBlocked(programs) ? { kind: 'waiting', sentences: explain(programs) } : undefined;
}

function withoutShells(facts: Facts): Facts {
  const isShell = ({ name, parent }: Facts['processes'][number]): boolean => name === TERMINAL_SHELL && parent === 0;
  return { ...facts, processes: facts.processes.filter((process) => !isShell(process)) };
}
