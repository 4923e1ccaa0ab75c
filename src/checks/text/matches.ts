import { textKind } from '../text-kind.js';
import { quote } from '../words.js';

export const matches = textKind({
  name: 'matches',
  usage: 'matches',
  help: 'A pattern found somewhere in the text.',
  schema: ({ pattern }) => pattern,
  problem: (wanted, { text }) =>
    new RegExp(wanted, 'm').test(text) ? undefined : `${quote(text)} does not match /${wanted}/`,
});
