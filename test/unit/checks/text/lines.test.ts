import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lines } from '#checks/text/lines.js';
import { testRows } from '../../../support/checks.js';

testRows(lines, [
  [['a', 'b'], 'a\nb\n'],
  [['a', 'b'], 'a  \nb'],
  [[], ''],
  [[''], '\n'],
  [['a', 'b'], 'a\n', 'line 2, "b", is missing'],
  [['a', 'b'], 'b\na\n', 'line 1 is "b", not "a"'],
  [['a'], 'a\nb\n', 'line 2 is one too many: "b"'],
  [[], '\n', 'line 1 is one too many: ""'],
]);

test('side by side the lines are shown as they were compared', () => {
  assert.deepEqual(lines.pair?.(['a', 'b'], 'a\nc  \n'), { wanted: 'a\nb\n', seen: 'a\nc\n' });
});
