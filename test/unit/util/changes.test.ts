import assert from 'node:assert/strict';
import { it } from 'node:test';
import { changesOnly } from '#util/changes.js';

it('tells a sentence again only when another came between', () => {
  const told: string[] = [];
  const tell = changesOnly((sentence) => told.push(sentence));
  for (const sentence of ['gone', 'gone', 'back', 'back', 'gone']) tell(sentence);
  assert.deepEqual(told, ['gone', 'back', 'gone']);
});
