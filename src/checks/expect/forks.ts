import { boundWith, isWithin, range } from '../bound.js';
import { runKind } from '../kind.js';
import { traceOf } from '../trace-of.js';

export const forks = runKind({
  name: 'forks',
  about: 'trace',
  usage: 'a number',
  help: 'How many processes were made in a run with a trace, the first not counted.',
  schema: boundWith,
  problems: (wanted, seen) => {
    const trace = traceOf(seen);
    if (typeof trace === 'string') return [trace];
    return isWithin(trace.forks, wanted) ? [] : [`it makes ${trace.forks} processes, not ${range(wanted)}`];
  },
});
