// Programs of a task: what they need, and where they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neededFor, objectionTo, pathOf, withoutMake } from '#lab/task-program.js';

const plain = { flags: [] };
const made = { flags: [], make: { folder: 'src', file: 'bin/count' } };

test('what is compiled needs its sources, and what make makes a makefile of any of its names', () => {
  assert.deepEqual(neededFor('count', plain), ['count.c']);
  assert.deepEqual(neededFor('count', made), ['src/GNUmakefile', 'src/makefile', 'src/Makefile']);
  assert.deepEqual(neededFor('count', { ...made, sources: ['a.c'] }).slice(3), ['a.c']);
});

test('a program is where the compiler puts it, or where its makefile does', () => {
  assert.deepEqual(
    [plain, made, { flags: [], make: {} }].map((program) => pathOf('count', program)),
    ['count', 'src/bin/count', 'count'],
  );
});

test('for sanitizers it is a program of its sources', () => {
  assert.deepEqual(withoutMake({ ...made, sources: ['a.c'] }), { sources: ['a.c'], flags: [] });
  const known = new Set(['src/makefile', 'a.c']);
  assert.equal(objectionTo('count', made, known, false), undefined);
  assert.match(objectionTo('count', made, known, true) ?? '', /name sources/);
  assert.equal(objectionTo('count', { ...made, sources: ['a.c'], flags: ['-O2'] }, known, true), undefined);
  assert.match(objectionTo('count', { ...made, sources: ['b.c'] }, known, true) ?? '', /^b\.c is neither/);
});
