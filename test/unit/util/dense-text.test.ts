import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { fromDenseText, toDenseText } from '#util/dense-text.js';

/** Mostly what needs care: whole groups of the bits of NUL, CR and `<`. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 100 }),
  fc.array(fc.constantFrom(0x00, 0x1a, 0x0d, 0x78, 0x3c, 0xff), { maxLength: 100 }).map((all) => Uint8Array.from(all)),
);

test('bytes of any value and length come back', () => {
  fc.assert(
    fc.property(bytes, (some) => {
      assert.deepEqual(fromDenseText(toDenseText(some)), some);
    }),
    { numRuns: 2000 },
  );
  for (const value of [0x00, 0x0d, 0x3c, 0x78, 0xff]) {
    for (const size of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9362, 9363, 100_000]) {
      const all = new Uint8Array(size).fill(value);
      assert.deepEqual(fromDenseText(toDenseText(all)), all, `${size} of ${value}`);
    }
  }
});

test('a parser of HTML, and UTF-8, leave the text as it is, and it takes eight bytes for seven', () => {
  fc.assert(
    fc.property(bytes, (some) => {
      const text = toDenseText(some);
      assert.doesNotMatch(text, /[\0\r<]/);
      const written = Buffer.from(text);
      assert.equal(written.toString(), text);
      assert.ok(written.length <= Math.ceil((some.length * 8) / 7) + 1);
    }),
    { numRuns: 2000 },
  );
});

test('what is no such text is refused', () => {
  for (const text of ['\u{280}', 'a\u{2028}', '\u{fffd}']) assert.throws(() => fromDenseText(text), RangeError, text);
});
