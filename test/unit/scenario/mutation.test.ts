import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutate } from '#scenario/mutation.js';
import { decodeText, encodeText } from '#util/bytes.js';

const files = { 'a.c': encodeText('close(p[0]);\nclose(p[1]);\n'), 'b.c': encodeText('') };

test('one piece of one file is replaced, as it stands there, and all else is as before', () => {
  const changed = mutate(files, { file: 'a.c', find: 'p[0]', replace: '$& $1' }, 'x');
  assert.equal(decodeText(changed['a.c'] ?? new Uint8Array(0)), 'close($& $1);\nclose(p[1]);\n');
  assert.equal(changed['b.c'], files['b.c']);
  assert.equal(decodeText(files['a.c']), 'close(p[0]);\nclose(p[1]);\n');
});

const refused: [what: string, file: string, find: string, message: RegExp][] = [
  ['that is there twice', 'a.c', 'close', /^x\.find: "close" is in a\.c 2 times; name a piece that is there once$/],
  ['that is not there', 'a.c', 'open', /^x\.find: "open" is in a\.c 0 times; name a piece that is there once$/],
  ['of a file that is not there', 'c.c', 'open', /^x\.file: there is no file c\.c; name one of a\.c, b\.c$/],
];

for (const [what, file, find, message] of refused) {
  test(`a piece ${what} is refused with the place and the cure`, () => {
    assert.throws(() => mutate(files, { file, find, replace: '' }, 'x'), { code: 'usage', message });
  });
}
