// Texts that try to be more than text, for every place of a result that a student can reach.
import * as fc from 'fast-check';
import type { Texts } from './class-result.js';

/**
 * What begins something in one of the formats, each followed by `zz`: so that `<zz` or `"zz` in a report says that a byte got through.
 */
const HOOKS = [
  '<',
  '</',
  '"',
  "'",
  '&',
  '<script>',
  ']]>',
  '-->',
  '</pre>',
  '</style>',
  '`',
  '|',
  '\n::error::',
  '\n::stop-commands::',
  '::',
  '%0A',
  '\\',
  '#',
  ' # SKIP ',
  ' # TODO ',
  '\nok 1 - ',
  '\nnot ok 7',
  '\n1..99',
  '\nBail out! ',
  '\n  ...\n',
  '=',
  '+',
  '-',
  '@',
  '\t=',
  ';=',
  '|@',
  '\r',
  '\u001b[2J',
  '\u0000',
  '\u009b31m',
  '\u202e',
  '\u200b',
  '\u3164',
  '\u{e0041}',
  '\u2028',
  '\ud800',
  '\udfff',
  '\ufffe',
  '😀',
  '[x](http://x)',
  '<!--',
  '../',
  'é',
  ',',
];

const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOOKS).map((hook) => `${hook}zz`),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

export const hostileTexts: fc.Arbitrary<Texts> = fc.record({
  id: hostileText,
  name: hostileText,
  source: hostileText,
  path: hostileText,
  note: hostileText,
  output: hostileText,
  messages: fc.tuple(hostileText, hostileText).map(([file, text]) => `${file}:3: error: ${text}`),
  problem: hostileText,
  wanted: hostileText,
  seen: hostileText,
  reason: hostileText,
  help: hostileText,
});
