// Facts as sentences: where each process waits, and what was left behind.
import type { Facts, Process, Thread } from './evidence.js';
import { leftBehind } from './left-behind.js';
import { waitsFor } from './waits.js';
import { called, count } from './words.js';

export function explain(facts: Facts): string[] {
  const { processes, more, space } = facts;
  const sentences = processes.flatMap((process) => ofProcess(process, facts));
  const others = more['processes'];
  if (others) sentences.push(`and ${count(others, 'other process').replace('processs', 'processes')}`);
  // While somebody is there, an object is not left behind but in use.
  if (processes.length === 0) sentences.push(...leftBehind(facts));
  if (space && space.maxBytes > 0 && space.bytes >= space.maxBytes) {
    sentences.push(`the file systems of the run are full (${space.maxBytes} bytes)`);
  }
  if (space && space.maxInodes > 0 && space.inodes >= space.maxInodes) {
    sentences.push(`the file systems of the run have no room for another file (${space.maxInodes} files)`);
  }
  return sentences;
}

function ofProcess(process: Process, facts: Facts): string[] {
  if (process.state === 'Z') {
    const parent = facts.processes.find(({ pid }) => pid === process.parent);
    // Without a parent inside, it is the agent's turn to wait for it.
    return parent ? [`${called(process)} has ended and its parent ${called(parent)} has not waited for it`] : [];
  }
  return process.threads.map((thread) => {
    const who = thread.id === process.pid ? called(process) : `${called(process)}, thread ${thread.id},`;
    return `${who} ${doing(process, thread, facts)}`;
  });
}

function doing(process: Process, thread: Thread, facts: Facts): string {
  if (thread.state === 'T' || thread.state === 't') return 'is stopped by a signal';
  if (thread.call && thread.state !== 'R') return waitsFor(process, thread, thread.call, facts);
  return thread.state === 'R' ? 'computes' : `waits in the kernel${thread.wait ? ` (${thread.wait})` : ''}`;
}

/** Whether nobody computes: everything that is there waits for something, or has ended. */
export function allWait({ processes, more }: Facts): boolean {
  const alive = processes.filter(({ state }) => state !== 'Z');
  return (
    alive.length > 0 &&
    !more['processes'] &&
    alive.every(({ threads }) => threads.every(({ state }) => state !== 'R' && state !== 'T'))
  );
}
