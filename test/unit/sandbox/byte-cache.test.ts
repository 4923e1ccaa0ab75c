import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ByteCache } from '#sandbox/byte-cache.js';

const KIB = 1024;

describe('the files of a server', () => {
  it('are kept by their ids, and the last one put is the one', () => {
    const files = new ByteCache(100 * KIB);
    assert.equal(files.put('first', new Uint8Array([1])), true);
    assert.equal(files.put('first', new Uint8Array([2, 3])), true);
    assert.deepEqual(files.get('first'), new Uint8Array([2, 3]));
    assert.equal(files.get('other'), undefined);
    assert.deepEqual([files.has('first'), files.has('__proto__')], [true, false]);
  });

  it('make room for a new one: whoever was not asked for longest goes', () => {
    const files = new ByteCache(10 * KIB);
    for (const id of ['a', 'b', 'c']) files.put(id, new Uint8Array(2 * KIB));
    files.get('a');
    files.put('d', new Uint8Array(2 * KIB));
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].filter((id) => files.has(id)),
      ['a', 'c', 'd'],
    );
  });

  it('do not go for one that is too large, and very many empty ones have an end', () => {
    const files = new ByteCache(10 * KIB);
    files.put('a', new Uint8Array(KIB));
    assert.equal(files.put('large', new Uint8Array(10 * KIB)), false);
    assert.equal(files.has('a'), true);
    for (let n = 0; n < 1000; n++) files.put(`empty${n}`, new Uint8Array(0));
    assert.deepEqual([files.has('empty0'), files.has('empty999')], [false, true]);
  });
});
