import * as z from 'zod';
import { linesOf } from '../lines.js';
import { textKind } from '../text-kind.js';

/** A line may both enter and leave; whoever leaves without having entered does not count. */
export const inside = textKind({
  name: 'inside',
  usage: 'inside: { enter, leave, max }',
  help: 'Never more than max at a time are between a line that matches enter and one that matches leave.',
  schema: ({ pattern, amount }) => z.strictObject({ enter: pattern, leave: pattern, max: amount }),
  problem: (wanted, { text }) => {
    const [enter, leave] = [new RegExp(wanted.enter), new RegExp(wanted.leave)];
    let inside = 0;
    let entered = 0;
    for (const [index, line] of linesOf(text).entries()) {
      if (enter.test(line)) {
        entered++;
        if (++inside > wanted.max) return `line ${index + 1}: ${inside} are inside, and at most ${wanted.max} may be`;
      }
      if (leave.test(line)) inside = Math.max(0, inside - 1);
    }
    return entered > 0 ? undefined : `no line matches /${wanted.enter}/: nobody was inside`;
  },
});
