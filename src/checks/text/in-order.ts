import * as z from 'zod';
import { textKind } from '../text-kind.js';
import { quote } from '../words.js';

export const inOrder = textKind({
  name: 'inOrder',
  usage: 'inOrder',
  help: 'Patterns, each found after the end of the one before.',
  schema: ({ pattern }) => z.array(pattern).min(2),
  problem: (wanted, { text }) => {
    let at = 0;
    for (const pattern of wanted) {
      const expression = new RegExp(pattern, 'gm');
      expression.lastIndex = at;
      if (!expression.test(text))
        return `${quote(text.slice(at))} has no match for /${pattern}/ where it should come next`;
      at = expression.lastIndex;
    }
    return undefined;
  },
});
