// What in a source keeps its compiler from warning counts as a warning.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silencedWarnings } from '#lab/silenced-warnings.js';
import { encodeText } from '#util/bytes.js';

for (const [what, source, lines] of [
  ['a diagnostic of gcc that is ignored', 'int a;\n#pragma GCC diagnostic ignored "-Wall"\n', [2]],
  ['a header of the system', '#pragma GCC system_header\n', [1]],
  ['an option of tcc', ' # pragma comment(option, "-w")\n', [1]],
  ['a line of a header of the system', '# 1 "/usr/include/stdio.h" 1 3 4\nint a;\n', [1]],
  ['a pragma by an operator', 'int a;\n\n#define QUIET _Pragma("GCC diagnostic ignored \\"-Wall\\"")\n', [3]],
  ['a line in pieces', '#pra\\\ngma GCC diagnostic /* so */ ignored "-Wall"\n', [1]],
  ['a line below one in pieces', '#define A(x) \\\n  x\n#pragma GCC system_header\n', [3]],
  ['a line behind a comment', '/* a\n * b */ #pragma comment(option, "-w")\n', [2]],
  ['other spellings of a hash', '%:pragma GCC system_header\n??=pragma GCC system_header\n', [1, 2]],
  ['a text that only looks like the beginning of a comment', '"/*";\n#pragma GCC system_header\n"*/";\n', [2]],
  ['no directive', '// #pragma GCC system_header\nputs("_Pragma");\n/*\n#pragma GCC system_header\n*/\n', []],
  ['what only tells or keeps', '#pragma GCC diagnostic push\n#pragma pack(1)\n#line 3 "a.c"\n#include "a.h"\n', []],
] as const) {
  test(`${what}: ${lines.length === 0 ? 'nothing is' : 'it is'} told`, () => {
    assert.deepEqual(
      silencedWarnings({ 'a.c': encodeText(source) }),
      lines.map((line) => `a.c:${line}: warning: this line keeps the compiler from telling its warnings`),
    );
  });
}

test('a source that is made to be slow to read is read at once', () => {
  const size = 256 * 1024;
  const sources = ['#pragma GCC diagnostic ', '"\\"', "'\\", 'a \\\n', '/*', '# 1 "" 4 ', '\\ '].map((piece) =>
    piece.repeat(size / piece.length),
  );
  assert.deepEqual(
    sources.flatMap((source) => silencedWarnings({ 'a.c': encodeText(source) })),
    [],
  );
});
