import { equal } from '#util/bytes.js';
import { textKind } from '../text-kind.js';

export const sameAs = textKind({
  name: 'sameAs',
  usage: 'sameAs',
  help: 'Byte for byte the same as this file of the run; in a lab also hidden/NAME, which never enters the guest.',
  schema: ({ text }) => text,
  problem: (wanted, { bytes, known }) => {
    const other = Object.hasOwn(known, wanted) ? known[wanted] : undefined;
    if (!other) return `cannot be compared with ${wanted}, which is not there`;
    return equal(bytes, other) ? undefined : `differs from ${wanted} (${bytes.length} bytes)`;
  },
  comparedWith: (wanted) => [wanted],
});
