import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { clampSplit, layoutFor, moveByKey } from '../../../web/src/layout/split.js';

const SPLIT = { total: 1000, leastFirst: 200, leastSecond: 300 };
const key = (name: string, shiftKey = false): { key: string; shiftKey: boolean } => ({ key: name, shiftKey });

describe('panes that share a length', () => {
  test('a size between the least ones is taken as it is', () => {
    assert.equal(clampSplit(450, SPLIT), 450);
  });

  test('neither pane becomes smaller than it may', () => {
    assert.equal(clampSplit(10, SPLIT), 200);
    assert.equal(clampSplit(990, SPLIT), 700);
  });

  test('where both do not fit, the first keeps its least size and nothing hangs over', () => {
    assert.equal(clampSplit(400, { total: 350, leastFirst: 200, leastSecond: 300 }), 200);
    assert.equal(clampSplit(400, { total: 150, leastFirst: 200, leastSecond: 300 }), 150);
  });

  test('whatever is wanted, both panes fit into what there is', () => {
    const length = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(fc.integer({ min: -9999, max: 9999 }), length, length, length, (wanted, total, first, second) => {
        const size = clampSplit(wanted, { total, leastFirst: first, leastSecond: second });
        assert.ok(size >= 0 && size <= total);
      }),
    );
  });

  test('arrow keys of a separator’s own direction move it, and no others', () => {
    assert.equal(moveByKey(key('ArrowRight'), 400, 'x', SPLIT), 416);
    assert.equal(moveByKey(key('ArrowLeft'), 400, 'x', SPLIT), 384);
    assert.equal(moveByKey(key('ArrowDown'), 400, 'x', SPLIT), undefined);
    assert.equal(moveByKey(key('ArrowDown'), 400, 'y', SPLIT), 416);
    assert.equal(moveByKey(key('ArrowUp', true), 400, 'y', SPLIT), 304);
    assert.equal(moveByKey(key('a'), 400, 'x', SPLIT), undefined);
  });

  test('Home and End go as far as it goes', () => {
    assert.equal(moveByKey(key('Home'), 400, 'x', SPLIT), 200);
    assert.equal(moveByKey(key('End'), 400, 'x', SPLIT), 700);
  });

  test('a phone, a tablet and a desk each have their arrangement', () => {
    assert.deepEqual([390, 820, 1600].map(layoutFor), ['phone', 'stacked', 'wide']);
  });
});
