import { number } from '#checks/text/number.js';
import { testRows } from '../../../support/checks.js';

testRows(number, [
  [{ pattern: 'beta (\\d+)', min: 7, max: 7 }, 'beta 7\n'],
  [{ pattern: 'is (-?[0-9.]+)', is: 6.5, tolerance: 0.5 }, 'it is 7'],
  [{ pattern: '(.*)', is: -3 }, '-3'],
  [{ pattern: 'beta (\\d+)', min: 8 }, 'beta 7', 'the number of /beta (\\d+)/ is 7, not at least 8'],
  [{ pattern: '(\\d+)', is: 6, tolerance: 0.5 }, '7', 'the number of /(\\d+)/ is 7, not 6 ± 0.5'],
  [{ pattern: '(\\d+)', is: 6 }, '7', 'the number of /(\\d+)/ is 7, not 6'],
  [{ pattern: 'x (\\d+)' }, 'y 1', '"y 1" has no number where /x (\\d+)/ looks for one'],
  [{ pattern: 'beta( )', is: 0 }, 'beta ', '"beta " has no number where /beta( )/ looks for one'],
  [{ pattern: '(\\w+)', is: 0 }, 'zero', '"zero" has no number where /(\\w+)/ looks for one'],
  [{ pattern: 'x', is: 0 }, 'x', '"x" has no number where /x/ looks for one'],
  [{ pattern: '(\\d+)', is: 1 }, '9'.repeat(50), `the number of /(\\d+)/ is ${'9'.repeat(40)}…, not 1`],
]);
