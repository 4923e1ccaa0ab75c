// What checks of the two output streams of a party share.
import type { RunKind } from './kind.js';
import { obstacles } from './obstacles.js';
import { comparedWith, textChecksWith, textPairs, textProblems, type TextCheck } from './text-check.js';

export const STREAMS = { stdout: 'standard output', stderr: 'standard error' } as const;

export function streamKind<const Name extends keyof typeof STREAMS>(
  name: Name,
  help: string,
): RunKind<Name, TextCheck[]> {
  const what = STREAMS[name];
  return {
    name,
    about: 'party',
    usage: 'one or several checks of a text, see below',
    help,
    schema: textChecksWith,
    comparedWith,
    problems: (checks, { party, known }) => {
      if (!party) return obstacles(party);
      const cut = party.status?.cut[name];
      if (checks.length > 0 && cut)
        return [...obstacles(party), `${what}: ${cut.missing + party[name].length} bytes, more than a check looks at`];
      return [...obstacles(party), ...textProblems(what, checks, party[name], known)];
    },
    differences: (checks, { party }) =>
      party ? textPairs(checks, party[name]).map((pair) => ({ what: `${what} of ${party.name}`, ...pair })) : [],
  };
}
