import * as z from 'zod';
import { isCallName } from '#linux/call-names.js';
import { boundWith, isWithin, range } from '../bound.js';
import { runKind } from '../kind.js';
import { traceOf } from '../trace-of.js';
import { countCalls } from '../trace.js';
import { times } from '../words.js';

const callName = z
  .string()
  .regex(/^[a-z_][a-z0-9_]*$/)
  .refine(isCallName, {
    error: ({ input }) => `${String(input)} is not a system call; write the name of its manual page`,
  });

export const calls = runKind({
  name: 'calls',
  about: 'trace',
  usage: 'by name: a number of times',
  help: 'How many times a system call was made in a run with a trace, by the name of its manual page.',
  schema: (leaves) => z.record(callName, boundWith(leaves)),
  calls: (wanted) => Object.keys(wanted),
  problems: (wanted, seen) => {
    const trace = traceOf(seen);
    if (typeof trace === 'string') return [trace];
    return Object.entries(wanted).flatMap(([name, bound]) => {
      const made = countCalls(trace, name);
      return isWithin(made, bound) ? [] : [`it calls ${name} ${times(made)}, not ${range(bound)}`];
    });
  },
});
