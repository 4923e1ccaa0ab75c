import { count } from '#checks/text/count.js';
import { testRows } from '../../../support/checks.js';

testRows(count, [
  [{ pattern: '^alpha', is: 2 }, 'alpha\nbeta\nalpha\n'],
  [{ pattern: 'x', max: 0 }, 'abc'],
  [{ pattern: '', is: 3 }, 'ab'],
  [{ pattern: '^alpha', max: 1 }, 'alpha\nalpha\n', '/^alpha/ is there 2 times, not at most 1'],
  [{ pattern: 'a', min: 1 }, '', '/a/ is there 0 times, not at least 1'],
  [{ pattern: 'a', min: 1, max: 2 }, 'aaa', '/a/ is there 3 times, not from 1 to 2'],
]);
