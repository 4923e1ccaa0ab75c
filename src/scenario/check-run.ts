// Names that one part of a run uses for another must exist.
import { IpclabError } from '#util/error.js';
import { nameOf } from './party.js';
import type { Actor } from './schema.js';

interface CheckedRun {
  readonly name: string;
  readonly parties: readonly Omit<Actor, 'user'>[];
  readonly files: Readonly<Record<string, unknown>>;
}

/**
 * @param programs the names that a command may begin with, besides paths
 * @param where the metadata's file, for the messages
 * @throws IpclabError `usage`
 */
export function checkRun({ name, parties, files }: CheckedRun, programs: readonly string[], where: string): void {
  const before: string[] = [];
  for (const party of parties) {
    const called = nameOf(party);
    const { start, stdin } = party;
    const awaited = start && ('when' in start ? start.when : start.afterEndOf);
    if (awaited !== undefined && !before.includes(awaited)) {
      throw new IpclabError(
        'usage',
        `${where}: runs ${name}: ${called} starts after ${awaited}, which is no party before it`,
      );
    }
    const [program = ''] = party.command;
    if (!program.includes('/') && !programs.includes(program)) {
      throw new IpclabError(
        'usage',
        `${where}: runs ${name}: ${program} is not in programs (${programs.join(', ')}) and has no slash, so it is no path either`,
      );
    }
    if (typeof stdin === 'object' && !Object.hasOwn(files, stdin.file)) {
      const has = Object.keys(files).join(', ') || 'none';
      throw new IpclabError(
        'usage',
        `${where}: runs ${name}: ${called}: stdin: the run has no file ${stdin.file} in files (${has}); add it there`,
      );
    }
    before.push(called);
  }
}
