import { matches } from '#checks/text/matches.js';
import { testRows } from '../../../support/checks.js';

testRows(matches, [
  ['^beta \\d$', 'alpha\nbeta 7\n'],
  ['a$', 'a\nb'],
  ['^eta', 'beta', '"beta" does not match /^eta/'],
  ['a.b', 'a\nb', '"a\\nb" does not match /a.b/'],
]);
