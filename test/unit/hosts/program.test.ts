import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestOf } from '#hosts/worker/program.js';

test('all C files are compiled, in the order of their names, and nothing else is', () => {
  const { sources, files } = requestOf({ files: { 'b.c': 'int b;', 'a.c': 'int a;', 'a.h': '', 'data/x.txt': 'x' } });
  assert.deepEqual(sources, ['a.c', 'b.c']);
  assert.deepEqual(files['data/x.txt'], 'eA==');
});

const refused: [what: string, program: Parameters<typeof requestOf>[0], sentence: RegExp][] = [
  ['no C file', { files: { 'a.h': '' } }, /nothing to compile; give a file whose name ends in \.c/],
  ['a way up', { files: { '../a.c': '' } }, /"\.\.\/a\.c" is no name for a file/],
  ['an absolute path', { files: { '/a.c': '' } }, /"\/a\.c" is no name for a file/],
  ['half a seed', { files: { 'a.c': '' }, seed: 0.5 }, /seed 0\.5 is no whole number/],
  ['no time', { files: { 'a.c': '' }, wallLimit: 0 }, /limit of 0 ms/],
];
for (const [what, program, sentence] of refused) {
  test(`${what} is refused with a sentence`, () => {
    assert.throws(() => requestOf(program), { code: 'usage', message: sentence });
  });
}
