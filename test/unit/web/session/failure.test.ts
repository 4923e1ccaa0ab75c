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
    lost('WebAssembly.Memory(): could not allocate memory'),
    lost("the machine's worker failed: it cannot be loaded"),
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

test('no memory and a worker that is blocked are told apart', () => {
  assert.match(lost('RangeError: Array buffer allocation failed').sentence, /memory/);
  assert.match(
    lost("the machine's worker failed: it cannot be loaded").sentence,
    /does not let the page start its worker/,
  );
});

test('without WebAssembly the sentence says so, whatever was thrown', (context) => {
  const { WebAssembly } = globalThis;
  context.after(() => Object.assign(globalThis, { WebAssembly }));
  Object.assign(globalThis, { WebAssembly: undefined });
  assert.match(problemOf(new ReferenceError('WebAssembly is not defined')).sentence, /WebAssembly/);
});
