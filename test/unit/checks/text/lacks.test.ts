import { lacks } from '#checks/text/lacks.js';
import { testRows } from '../../../support/checks.js';

testRows(lacks, [
  ['gamma', 'alpha\n'],
  ['^b', 'ab'],
  ['^alpha', 'beta\nalpha', '"beta\\nalpha" matches /^alpha/'],
]);
