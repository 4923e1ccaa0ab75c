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

test('a name without end moves nobody else, and marks above letters take no column', () => {
  const [long, marked] = ['x'.repeat(200), `a${'\u0301'.repeat(200)}`];
  const lines = table([
    [long, 'end'],
    [marked, 'end'],
    ['Ada', 'end'],
  ]).split('\n');
  assert.deepEqual(
    lines.map((line) => line.replace(/\u0301/g, '').indexOf('end')),
    [202, 50, 50],
  );
});
