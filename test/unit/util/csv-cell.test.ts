import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { defused, fused } from '#util/csv-cell.js';

for (const [text, harmless] of [
  ['Ada', 'Ada'],
  ['a-b+c=d@e', 'a-b+c=d@e'],
  ['=cmd|calc', "'=cmd|calc"],
  ['\t=1', "\t'=1"],
  ['a;=1', "a;'=1"],
  ['a, "@SUM(1)', `a, "'@SUM(1)`],
  ['a\n＝1', "a\n'＝1"],
  ["'=1", "''=1"],
] as const) {
  test(`${JSON.stringify(text)} is no formula, wherever a cell begins`, () => {
    assert.equal(defused(text), harmless);
  });
}

test('what was written is read again as it was', () => {
  const texts = fc.array(fc.constantFrom("'", '=', '-', ';', ' ', '"', '\n', 'a'), { maxLength: 8 });
  fc.assert(fc.property(texts, (parts) => fused(defused(parts.join(''))) === parts.join('')));
});

test('a million line ends are read like any other text', () => {
  const text = '\n'.repeat(1_000_000);
  assert.equal(fused(defused(text)), text);
});
