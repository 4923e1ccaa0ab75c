// The collection of bugs is its folder, and the chapter about it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PACKAGE_ROOT } from '#node/paths.js';
import { BUG_COLLECTION, BUGS } from '../../support/bugs.js';

const names = BUG_COLLECTION.map(({ name }) => name);

test('each program of the folder is in the collection', () => {
  const files = readdirSync(BUGS).map((file) => file.replace(/\.c$/, ''));
  assert.deepEqual(files.sort(), [...names].sort());
});

test('each can be mended', () => {
  for (const name of names) assert.match(readFileSync(join(BUGS, `${name}.c`), 'utf8'), /MENDED/, name);
});

test('the chapter has a row for each, with its bound and how it fails', () => {
  const chapter = readFileSync(join(PACKAGE_ROOT, 'docs/bugs.md'), 'utf8');
  const rows = chapter.split('\n').filter((line) => line.startsWith('| ['));
  const told = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  assert.deepEqual(
    told.map(([, name = '', over, , bound, failure]) => [/^\[(.*)\]/.exec(name)?.[1], over, bound, failure]),
    BUG_COLLECTION.map(({ name, over, bound, failure, enemy }) => [name, over, enemy ?? String(bound), failure]),
  );
});
