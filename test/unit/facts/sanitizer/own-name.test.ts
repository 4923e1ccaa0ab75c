import assert from 'node:assert/strict';
import test from 'node:test';
import { ownName } from '#facts/sanitizer/own-name.js';

const FILES: Partial<Record<string, string>> = { '../../lib/bad.c': 'int bad;', 'a/b.c': 'int b;' };
const OWN = { directory: '/home/run/proj/src', root: '/home/run', sourceOf: (file: string) => FILES[file] };

const NAMES = [
  ['/home/run/proj/src/a/b.c', 'a/b.c'],
  ['/home/run/proj/src/not-kept.c', 'not-kept.c'],
  ['/home/run/other/../lib/bad.c', '../../lib/bad.c'],
  ['/home/runner/b.c', null],
  ['/usr/include/stdio.h', null],
  // As the compiler was told it; a library has such paths, too.
  ['../../lib/bad.c', '../../lib/bad.c'],
  ['a/b.c', 'a/b.c'],
  ['../../src/libsanitizer/asan/x.cpp', null],
  ['../../../../../src/libsanitizer/asan/x.cpp', null],
] as const;

for (const [path, name] of NAMES) {
  test(`${path} is ${name === null ? 'none of the program’s own' : `called ${name}`}`, () => {
    assert.equal(ownName(path, OWN), name);
  });
}

test('without a root only what is below the folder is the program’s own', () => {
  assert.equal(ownName('/home/run/lib/bad.c', { ...OWN, root: undefined }), null);
});
