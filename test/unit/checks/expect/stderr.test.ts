import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stderr } from '#checks/expect/stderr.js';
import { encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { lookedAt } from '../../../support/checks.js';

test('it looks at the standard error of the party', () => {
  const run = lookedAt({ stdout: 'other', stderr: 'this' });
  assert.deepEqual(stderr.problems([{ equals: 'this' }], run), []);
  assert.deepEqual(stderr.problems([{ equals: 'x' }], run), ['standard error: is "this", not "x"']);
  assert.deepEqual(stderr.differences?.([{ equals: 'x' }], run), [
    { what: 'standard error of a', wanted: 'x', seen: 'this' },
  ]);
});

test('a stream of which a part is missing is not compared', () => {
  const cut = { stdout: null, stderr: { at: 2, missing: 8 } };
  const run = lookedAt({ status: { cut }, stderr: 'ab' });
  assert.deepEqual(stderr.problems([{ lacks: 'x' }], run), ['standard error: 10 bytes, more than a check looks at']);
  assert.deepEqual(stderr.problems([], run), []);
});

test('what stood in the way of the party is told first', () => {
  const stopped = lookedAt({ problem: 'it ended, and /x/ had not come', stderr: 'a' });
  assert.deepEqual(stderr.problems([{ equals: 'a' }], stopped), ['it ended, and /x/ had not come']);
  const refused = lookedAt({ status: null, refused: new IpclabError('guest-refused', 'no') });
  assert.deepEqual(stderr.problems([{ equals: '' }], refused), ['it could not be started: no']);
  assert.equal(stderr.problems([], lookedAt({}, { party: undefined })).length, 1);
});

test('it may be the same as a file', () => {
  const run = lookedAt({ stderr: 'abc' }, { known: { x: encodeText('abc') } });
  assert.deepEqual(stderr.comparedWith?.([{ sameAs: 'x' }]), ['x']);
  assert.deepEqual(stderr.problems([{ sameAs: 'x' }], run), []);
});
