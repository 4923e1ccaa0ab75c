import { textKind } from '../text-kind.js';
import { quote } from '../words.js';

export const lacks = textKind({
  name: 'lacks',
  usage: 'lacks',
  help: 'A pattern found nowhere in the text.',
  schema: ({ pattern }) => pattern,
  problem: (wanted, { text }) =>
    new RegExp(wanted, 'm').test(text) ? `${quote(text)} matches /${wanted}/` : undefined,
});
