import * as z from 'zod';
import { encodeText } from '#util/bytes.js';
import { boundWith, isWithin, range } from '../bound.js';
import type { CompilationKind } from '../kind.js';
import type { Leaves } from '../leaves.js';
import { loneTextChecksWith, textProblems } from '../text-check.js';

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is the schema
function wantedWith(leaves: Leaves) {
  return z.union([
    z.literal(true),
    z.strictObject({
      program: leaves.text.optional().describe('Default: all of the task.'),
      warnings: boundWith(leaves).optional().describe('How many the compiler has.'),
      messages: loneTextChecksWith(leaves).optional().describe('All that the compiler says.'),
    }),
  ]);
}

export const compiles: CompilationKind<'compiles', z.output<ReturnType<typeof wantedWith>>> = {
  name: 'compiles',
  about: 'compilation',
  usage: '`true`, or `{ "program", "warnings": { "max": 0 }, "messages": … }`',
  help: 'The programs compile; where that is asked, with so many warnings and such messages.',
  schema: (leaves) => wantedWith(leaves),
  objection: (wanted, { programs }) =>
    wanted !== true && wanted.program !== undefined && !programs.includes(wanted.program)
      ? `.compiles: there is no program ${wanted.program} in programs`
      : undefined,
  problems: (expected, compiled) => {
    const wanted = expected === true ? {} : expected;
    const problems: string[] = [];
    for (const { program, messages, failure } of compiled) {
      if (wanted.program !== undefined && wanted.program !== program) continue;
      if (failure !== undefined) {
        problems.push(messages === '' || messages === failure ? failure : `${failure}: ${messages.trim()}`);
        continue;
      }
      const warnings = messages.match(/^.*: warning: /gm)?.length ?? 0;
      if (wanted.warnings && !isWithin(warnings, wanted.warnings))
        problems.push(`${program}: ${warnings} warnings, not ${range(wanted.warnings)}: ${messages.trim()}`);
      problems.push(...textProblems(`the compiler on ${program}`, wanted.messages ?? [], encodeText(messages)));
    }
    return problems;
  },
};
