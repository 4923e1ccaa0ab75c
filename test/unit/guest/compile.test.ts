import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compilerWords } from '#guest/compile.js';
import { COMPILER } from '../../support/compiler.js';

test('flags stand before the sources and libraries after them, and no name is taken for an option', () => {
  const compiler = { ...COMPILER, command: ['cc', '-Wall'], libraries: ['-lm'] };
  const spec = { compiler, flags: ['-lrt', '-DA'], output: 'a', sources: ['a.c', '-b.c', '@c.c'] };
  assert.equal(compilerWords(spec).join(' '), 'cc -Wall -DA -o ./a a.c ./-b.c ./@c.c -lrt -lm');
});
