import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alignedOnStack } from '#guest/stack-alignment.js';

/** Lines of a function's text that are told. */
function lines(body: string, before = ''): number[] {
  return alignedOnStack({ 'a.c': `${before}void f(int n) {\n${body}\n}\n` }, 4).map(({ line }) => line - 1);
}

const TOLD = [
  'alignas(64) char a[64];',
  'char a[64] __attribute__((aligned(64)));',
  '_Alignas(8) int n = 1, m = 2;',
  'int x __attribute__((unused, __aligned__(16))) = 3;',
  'char x __attribute__((aligned));',
  'alignas(sizeof(long long)) char x;',
  'alignas(double) char x;',
  'if (n) { while (n--) { alignas(16) int x = n; use(&x); } }',
  'for (int i = 0; i < 3; i++) { alignas(16) int x[3] = {1, 2, 3}; }',
  'int k = ({ alignas(16) int x = 1; x; });',
  'struct { alignas(16) int x; } here;',
  'struct __attribute__((aligned(32))) { int x; } here;',
];

for (const body of TOLD) {
  test(`a variable on the stack with more alignment than it gets is told: ${body}`, () => {
    assert.deepEqual(lines(body), [1]);
  });
}

const TYPES = 'struct __attribute__((aligned(64))) line { int x; }; typedef struct { alignas(16) float v[4]; } vec; ';

test('so is one of a type with more alignment, wherever the type is', () => {
  assert.deepEqual(
    lines('struct line one;\nvec two = {{1}};\nstruct line *p; vec *q = &two;\nint line = 3, vec;', TYPES),
    [1, 2],
  );
  assert.deepEqual(
    alignedOnStack({ 'a.c': '#include "v.h"\nint main(void) {\n  vec v;\n  return 0;\n}\n', 'v.h': TYPES }, 4),
    [{ name: 'a.c', line: 3 }],
  );
  assert.deepEqual(lines('CACHE int x;', '#define CACHE \\\n  alignas(64)\n').length, 1);
});

const SILENT = [
  'static alignas(64) char a;',
  'extern int a __attribute__((aligned(64)));',
  'alignas(4) char a; alignas(int) char b; char c __attribute__((aligned(2))); alignas(char *) char d;',
  'struct s { alignas(16) int x; };',
  'typedef int wide __attribute__((aligned(16)));',
  'struct s { char c; } __attribute__((packed)) s;',
  'int x __attribute__((unused)), aligned_to_nothing = 3;',
  '/* alignas(64) */ char *s = "alignas(64) int x;"; // alignas(64)',
  'size_t n = _Alignof(double);',
];

for (const body of SILENT) {
  test(`what is right is not told: ${body}`, () => {
    assert.deepEqual(lines(body), []);
  });
}

test('outside of functions everything is right', () => {
  const text =
    'alignas(64) char a;\nint b[2] __attribute__((aligned(64))) = {1, 2};\nstruct s { alignas(16) int x; } c;\n';
  assert.deepEqual(alignedOnStack({ 'a.c': text }, 4), []);
});

test('a text that is made to be slow is not, and no text is refused', { timeout: 20_000 }, () => {
  for (const part of [
    '{',
    '}',
    '(',
    ')',
    'aligned(',
    '#define a aligned\\\n',
    'struct a{',
    'f(){',
    ';',
    'x ',
    '= {',
    '({',
  ])
    alignedOnStack({ 'a.c': part.repeat((256 * 1024) / part.length) + ')'.repeat(100_000) }, 4);
});
