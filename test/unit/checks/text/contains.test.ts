import { contains } from '#checks/text/contains.js';
import { testRows } from '../../../support/checks.js';

testRows(contains, [
  ['b\nc', 'a b\nc d'],
  ['', ''],
  ['.', 'a', '"a" lacks "."'],
]);
