// What a container's facts say to somebody who looks on: what programs are at, and what they have left.
import { explain } from '#facts/explain/explain.js';
import { aliveOf, allBlocked, unlisted } from '#facts/processes.js';
import type { Facts } from '#facts/types.js';
import { doingOf } from '#facts/wait/doing.js';
import type { Observation } from '../session/state.js';

/** Name of the terminals' own shells in the guest, which no program of a student's has. */
export const TERMINAL_SHELL = 'ash';

/** So many processes are more than any program of a course needs. */
const MANY = 40;

/** @returns undefined: there is no program, and nothing that one left */
export function observe(facts: Facts): Observation | undefined {
  const programs = withoutShells(facts);
  const sentences = explain(programs);
  const alive = aliveOf(programs);
  if (programs.processes.length === 0) return sentences.length > 0 ? { kind: 'left', sentences } : undefined;
  if (alive.length + unlisted(programs) >= MANY) return { kind: 'many', sentences };
  if (!allBlocked(programs)) return { kind: 'computing', sentences };
  const kinds = new Set(
    alive.flatMap((process) => process.threads.map((thread) => obstacleOf(process, thread, programs))),
  );
  if (kinds.has('terminal')) return { kind: 'input', sentences };
  return { kind: kinds.has('time') ? 'sleeping' : 'blocked', sentences };
}

function obstacleOf(...of: Parameters<typeof doingOf>): string | undefined {
  const doing = doingOf(...of);
  return doing.is === 'waiting' ? doing.for.kind : undefined;
}

function withoutShells(facts: Facts): Facts {
  const isShell = ({ name, parent }: Facts['processes'][number]): boolean => name === TERMINAL_SHELL && parent === 0;
  // What crashed is told where the program ended.
  return { ...facts, crashes: [], processes: facts.processes.filter((process) => !isShell(process)) };
}
