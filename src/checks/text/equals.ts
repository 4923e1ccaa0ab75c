import { textKind } from '../text-kind.js';
import { quote } from '../words.js';

export const equals = textKind({
  name: 'equals',
  usage: 'equals',
  help: 'The whole text, byte for byte.',
  schema: ({ text }) => text,
  problem: (wanted, { text }) => (text === wanted ? undefined : `is ${quote(text)}, not ${quote(wanted)}`),
  pair: (wanted, seen) => ({ wanted, seen }),
});
