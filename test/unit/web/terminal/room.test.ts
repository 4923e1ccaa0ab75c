import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choosePanes, roomFor } from '../../../../web/src/terminal/room.js';

const PANES = ['console', 'one', 'two', 'three'];
const seen = (active: string, together: string[], width: number, height = 700, all = PANES): string =>
  choosePanes(all, active, together, roomFor(width, height)).join(' ');

test('on a wide page all terminals are seen, on a phone one', () => {
  assert.equal(seen('one', [], 1700), 'console one two three');
  assert.equal(seen('one', [], 390), 'one');
  assert.equal(seen('console', [], 390), 'console');
});

test('those of one run are seen together, below each other where they cannot be beside', () => {
  assert.equal(seen('one', ['one', 'two'], 600), 'one two');
  assert.equal(seen('one', ['one', 'two'], 800), 'one two');
  assert.equal(seen('console', ['one', 'two'], 600), 'console');
  assert.equal(seen('two', ['one', 'two', 'three'], 600, 450), 'one two');
});

test('the active one is seen whatever else is there', () => {
  for (const active of PANES) {
    for (const width of [0, 390, 800, 1200, 2000]) {
      assert.ok(seen(active, ['one', 'two', 'three'], width, 100).split(' ').includes(active));
    }
  }
});
