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
  ['a line that only gcc, or only tcc, takes for part of a comment', '// \\ \n#pragma comment(option, "-w")\n', [2]],
  ['a line behind a trigraph, which tcc has not', '// ??/\n#pra\\\ngma comment(option, "-w")\n', [2]],
  ['a line below a text over several ones, which tcc has', '"\n/*\n";\n#pragma comment(option, "-w")\n"*/";\n', [4]],
  ['a line below a raw text, which gcc has', 'R"("/*)";\n#pragma GCC system_header\n"*/";\n', [2]],
  ['a line in a header that is called by a raw text', '# 1 R"(a\u2028)" 3\nint a;\n', [1]],
  ['a line behind an end of line of old systems', '// a\r#pragma GCC system_header\n', [2]],
  [
    'an operator that is pasted',
    '__CONCAT(_Prag, ma)("once")\nCAT(CAT(_, P), ragma)("once")\nCAT(_ /*\n*/, Pragma)("once")\n',
    [1, 2, 3],
  ],
  ['a comment over several lines in a directive', '#pragma GCC /* a */ diagnostic /*\n*/ ignored "-Wall"\n', [1]],
  ['a directive in a line without an end', `#pragma GCC${' '.repeat(2000)}system_header\n`, [1]],
  ['no directive', '// #pragma GCC system_header\n#define Q(x) /* a\n*/ x\n# 1 "b.c" 1\nf(_, 1);\n', []],
  ['a long macro', `#define A${' a'.repeat(2000)}\n`, []],
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
  const pieces = [
    '#pragma GCC diagnostic ',
    'a \\\n',
    '/*',
    '/**/',
    '*/# /* ',
    '*/#pragma ',
    '# 1 "" 4 ',
    '\\ ',
    '_ ',
    'P _/*',
  ];
  const found = [size, 990].map((length) =>
    pieces.map((piece) => {
      const line = `${piece.repeat(Math.floor(length / piece.length))}\n`;
      return silencedWarnings({ 'a.c': encodeText(line.repeat(Math.floor(size / line.length))) }).length;
    }),
  );
  // Of what is so long in one line, directives that are none count too.
  assert.deepEqual(found, [
    [1, 0, 0, 0, 1, 1, 1, 0, 0, 1],
    [0, 0, 0, 0, 3, 0, 0, 0, 0, 3],
  ]);
});
