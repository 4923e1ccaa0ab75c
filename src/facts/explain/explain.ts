// Facts as sentences: what each process is at, and what was left behind.
import { escapeLine } from '#util/escape.js';
import { leftBehind } from '../left-behind.js';
import { isBySanitizer, isOfLab } from '../of-lab.js';
import { isZombie, unlisted, unlistedThreads } from '../processes.js';
import type { Facts, Process, Space } from '../types.js';
import { doingOf } from '../wait/doing.js';
import { doingWords } from './doing.js';
import { objectWords } from './objects.js';
import { crashWords } from './crash.js';
import { called, count } from './words.js';

/**
 * What facts say to a person, a sentence each, without a full stop. Each is one line that can be shown anywhere: whatever a program
 * wrote into a name is escaped.
 */
export function explain(facts: Facts): string[] {
  const others = unlisted(facts);
  return [
    ...(facts.crashes ?? []).filter((crash) => !isBySanitizer(crash)).map(crashWords),
    ...facts.processes.filter((process) => !isOfLab(process)).flatMap((process) => ofProcess(process, facts)),
    ...(others > 0 ? [`and ${count(others, 'other process', 'other processes')}`] : []),
    ...leftBehind(facts).map((object) => `left behind: ${objectWords(object)}`),
    ...(facts.space ? ofSpace(facts.space) : []),
  ].map(escapeLine);
}

/** The same of several moments, each sentence once; null: nobody could look. */
export function explainAll(moments: readonly (Facts | null | undefined)[]): string[] {
  return [...new Set(moments.flatMap((facts) => (facts ? explain(facts) : [])))];
}

function ofProcess(process: Process, facts: Facts): string[] {
  if (isZombie(process)) {
    const parent = facts.processes.find(({ pid }) => pid === process.parent);
    // Without a parent inside, it is the agent's turn to wait for it.
    return parent ? [`${called(process)} has ended and its parent ${called(parent)} has not waited for it`] : [];
  }
  const threads = process.threads.map((thread) => {
    const who = thread.id === process.pid ? called(process) : `${called(process)}, thread ${thread.id},`;
    return `${who} ${doingWords(doingOf(process, thread, facts))}`;
  });
  const others = unlistedThreads(process);
  return others > 0 ? [...threads, `${called(process)} has ${count(others, 'other thread')}`] : threads;
}

function ofSpace({ bytes, maxBytes, inodes, maxInodes }: Space): string[] {
  return [
    ...(maxBytes > 0 && bytes >= maxBytes ? [`the file systems of the run are full (${maxBytes} bytes)`] : []),
    ...(maxInodes > 0 && inodes >= maxInodes
      ? [`the file systems of the run have no room for another file (${maxInodes} files)`]
      : []),
  ];
}
