// Names that one part of a run uses for another must exist.
import { IpclabError } from '#util/error.js';
import { nameOf } from './party.js';
import type { Actor } from './schema.js';

/**
 * @param programs the names that a command may begin with, besides paths
 * @param where the metadata's file, for the messages
 * @throws IpclabError `usage`
 */
export function checkRun(
  { name, parties }: { readonly name: string; readonly parties: readonly Omit<Actor, 'user'>[] },
  programs: readonly string[],
  where: string,
): void {
  const before: string[] = [];
  for (const party of parties) {
    const called = nameOf(party);
    const { start } = party;
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
    before.push(called);
  }
}
