import assert from 'node:assert/strict';
import { test } from 'node:test';
import { taskFiles } from '#lab/task-files.js';
import { encodeText } from '#util/bytes.js';

const task = {
  files: [
    { name: 'a.c', optional: false },
    { name: 'notes.txt', optional: true },
  ],
};
const A = encodeText('int main(void) {}');

test('only what was asked for is taken, from wherever it lies', () => {
  const { files, problems } = taskFiles(task, { 'work/lab 1/a.c': A, 'b.c': A, 'lab.json': A });
  assert.deepEqual([Object.keys(files), [...problems]], [['a.c'], []]);
});

test('a file at its place goes before others of its name', () => {
  const other = encodeText('old');
  assert.equal(taskFiles(task, { 'old/a.c': other, 'a.c': A }).files['a.c'], A);
});

test('two of one name are none, and it says so', () => {
  const { files, problems } = taskFiles(task, { 'x/a.c': A, 'y/a.c': A });
  assert.deepEqual(Object.keys(files), []);
  assert.match(problems.get('a.c') ?? '', /2 times/);
});

test('what is missing or enormous has a sentence', () => {
  assert.match(taskFiles(task, {}).problems.get('a.c') ?? '', /was not handed in/);
  assert.match(taskFiles(task, { 'a.c': new Uint8Array(2e6) }).problems.get('a.c') ?? '', /2000000 bytes; at most/);
});

test('names that JavaScript has a meaning for are names', () => {
  const odd = JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<string, unknown>;
  for (const name of Object.keys(odd)) odd[name] = A;
  assert.deepEqual(Object.keys(taskFiles({ files: [{ name: 'toString', optional: true }] }, odd as never).files), []);
});
