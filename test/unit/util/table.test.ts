import assert from 'node:assert/strict';
import { test } from 'node:test';
import { table } from '#util/table.js';

test('columns stand in line, whatever script a name is written in', () => {
  const rows = [
    ['Zoë', '1'],
    ['Zoe\u0308', '2'],
    ['李雷', '3'],
    ['Ada', ''],
  ];
  assert.equal(table(rows), 'Zoë   1\nZoe\u0308   2\n李雷  3\nAda');
});
