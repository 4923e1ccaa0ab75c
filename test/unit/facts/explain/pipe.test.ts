import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pipeWords } from '#facts/explain/pipe.js';
import type { Obstacle, OtherEnd } from '#facts/wait/types.js';

const pipe = (part: Partial<Extract<Obstacle, { kind: 'pipe' }>>): string =>
  pipeWords({ kind: 'pipe', descriptor: 3, fifo: null, end: 'write', holders: [], ...part });

const holder = (pid: number, descriptors: number[], itself = false): OtherEnd => ({
  pid,
  name: `p${pid}`,
  itself,
  descriptors,
});

test('a reader is told who could still write, itself included', () => {
  assert.equal(
    pipe({ holders: [holder(2, [4], true)] }),
    'on the pipe of descriptor 3, whose write end it holds itself on descriptor 4',
  );
  assert.equal(
    pipe({ holders: [holder(2, [4], true), holder(3, [5, 6])] }),
    'on the pipe of descriptor 3, whose write end it holds itself on descriptor 4 and p3 (3) holds on descriptors 5 and 6',
  );
});

test('who waits for the read end waits in a full pipe', () => {
  assert.equal(
    pipe({ end: 'read', holders: [holder(7, [0])] }),
    'on the pipe of descriptor 3, which is full and whose read end p7 (7) holds on descriptor 0',
  );
});

test('a FIFO goes by its path', () => {
  assert.equal(pipe({ fifo: '/tmp/f' }), 'on the FIFO /tmp/f of descriptor 3, whose write end nobody here holds');
});

test('a standard stream whose other end is outside goes by its name', () => {
  assert.deepEqual(
    [0, 1, 2].map((descriptor) => pipe({ descriptor })),
    ['on its standard input', 'on its standard output', 'on its standard error'],
  );
  assert.match(pipe({ descriptor: 0, holders: [holder(2, [1])] }), /^on the pipe of descriptor 0, /);
});
