import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IpclabError } from '#util/error.js';
import { panicked, problemOf } from '../../../../web/src/session/failure.js';

const lost = (message: string): ReturnType<typeof problemOf> => problemOf(new IpclabError('machine-lost', message));

test('whatever goes wrong has a sentence, a cure and a button', () => {
  const problems = [
    problemOf(new IpclabError('image-missing', 'the server does not answer; load the page again')),
    problemOf(new IpclabError('image-corrupt', 'it is not what it should be; load the page again')),
    problemOf(new IpclabError('deadline', 'x took longer')),
    problemOf(new IpclabError('no-memory', "there is not enough memory for the machine's memory")),
    problemOf(new IpclabError('no-worker', "the machine's worker cannot be loaded")),
    lost("the machine's worker has ended"),
    problemOf(new TypeError('x is not a function')),
    panicked('Attempted to kill init!'),
  ];
  for (const { sentence, cure } of problems) {
    assert.match(sentence, /^[A-Z].*\.$/);
    assert.match(cure, /\.$/);
  }
  assert.deepEqual(
    problems.map(({ action }) => action),
    ['reload', 'reload', 'restart', 'restart', 'reload', 'restart', 'restart', 'restart'],
  );
});

test('the code tells what it is, and no word of a message does', () => {
  const words = 'RangeError: out of memory, Worker cannot be loaded';
  assert.match(lost(words).sentence, /^The machine has stopped: /);
  assert.match(problemOf(new IpclabError('no-memory', '')).sentence, /not enough memory/);
  assert.match(problemOf(new IpclabError('no-worker', '')).sentence, /does not let the page start its worker/);
});

test('a fault of our own is called one, with what a report of it needs', () => {
  const { sentence, cure } = problemOf(new TypeError('x is not a function'));
  assert.equal(sentence, 'Something went wrong in this page itself: TypeError: x is not a function.');
  assert.match(cure, /send this sentence to whoever gave you the page/);
});

test('without WebAssembly the sentence says so, whatever was thrown', (context) => {
  const { WebAssembly } = globalThis;
  context.after(() => Object.assign(globalThis, { WebAssembly }));
  Object.assign(globalThis, { WebAssembly: undefined });
  assert.match(problemOf(new ReferenceError('WebAssembly is not defined')).sentence, /WebAssembly/);
});
