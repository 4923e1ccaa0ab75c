import { boundWith, isWithin, range } from '../bound.js';
import { textKind } from '../text-kind.js';

export const count = textKind({
  name: 'count',
  usage: 'count: { pattern, min, max, is }',
  help: 'How many times the pattern is found.',
  schema: (leaves) => boundWith(leaves).extend({ pattern: leaves.pattern }),
  problem: (wanted, { text }) => {
    const found = [...text.matchAll(new RegExp(wanted.pattern, 'gm'))].length;
    return isWithin(found, wanted) ? undefined : `/${wanted.pattern}/ is there ${found} times, not ${range(wanted)}`;
  },
});
