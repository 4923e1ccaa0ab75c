import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wordsOf } from '#util/shell-words.js';

describe('the words of a command', () => {
  for (const [text, words] of [
    ['-x c', ['-x', 'c']],
    ['  -lm\t-lrt\n', ['-lm', '-lrt']],
    ['-DNAME="a b"', ['-DNAME=a b']],
    [`'it''s' "a \\"b\\" \\n"`, ['its', 'a "b" \\n']],
    [`a\\ b '\\' "" c`, ['a b', '\\', '', 'c']],
    ['$HOME *.c > out; rm', ['$HOME', '*.c', '>', 'out;', 'rm']],
    ['', []],
  ] as const) {
    it(`of ${JSON.stringify(text)} are ${JSON.stringify(words)}`, () => {
      assert.deepEqual(wordsOf([text]), words);
    });
  }

  it('do not run together from one text to the next', () => {
    assert.deepEqual(wordsOf(['a', 'b c', 'd']), ['a', 'b', 'c', 'd']);
  });

  it('are none where a quotation has no end', () => {
    for (const text of ['"a', "it's", 'end\\']) assert.equal(wordsOf(['fine', text]), undefined, text);
  });
});
