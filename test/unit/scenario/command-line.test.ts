import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { sample, string } from 'fast-check';
import { commandLine, quoteWord } from '#scenario/command-line.js';

test('plain words stand as they are', () => {
  assert.equal(commandLine({ argv: ['./server', '2', 'a=b', '/dev/null', '-o'] }), './server 2 a=b /dev/null -o');
});

test('the shell sees words, variables and the file that they were', () => {
  const line = commandLine({ argv: ['./cat', 'it\'s "$HOME"'], environment: { LANG: 'de DE' }, input: 'my file' });
  assert.equal(line, `LANG='de DE' ./cat 'it'\\''s "$HOME"' < 'my file'`);
});

test('any word comes through a shell unchanged', () => {
  const words = sample(
    string({ unit: 'binary' }).filter((word) => !word.includes('\0') && Buffer.from(word).toString() === word),
    200,
  );
  const seen = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${words.map(quoteWord).join(' ')}`]).toString();
  assert.deepEqual(seen.split('\0').slice(0, -1), words);
});
