import { textKind } from '../text-kind.js';
import { quote } from '../words.js';

export const contains = textKind({
  name: 'contains',
  usage: 'contains',
  help: 'A piece of the text.',
  schema: ({ text }) => text,
  problem: (wanted, { text }) => (text.includes(wanted) ? undefined : `${quote(text)} lacks ${quote(wanted)}`),
});
