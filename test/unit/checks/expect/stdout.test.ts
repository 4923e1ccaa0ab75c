import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stdout } from '#checks/expect/stdout.js';
import { encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { lookedAt } from '../../../support/checks.js';

test('it looks at the standard output of the party', () => {
  const run = lookedAt({ stdout: 'this', stderr: 'other' });
  assert.deepEqual(stdout.problems([{ equals: 'this' }], run), []);
  assert.deepEqual(stdout.problems([{ equals: 'x' }], run), ['standard output: is "this", not "x"']);
  assert.deepEqual(stdout.differences?.([{ equals: 'x' }], run), [
    { what: 'standard output of a', wanted: 'x', seen: 'this' },
  ]);
});

test('a stream of which a part is missing is not compared', () => {
  const cut = { stdout: { at: 2, missing: 8 }, stderr: null };
  const run = lookedAt({ status: { cut }, stdout: 'ab' });
  assert.deepEqual(stdout.problems([{ lacks: 'x' }], run), ['standard output: 10 bytes, more than a check looks at']);
  assert.deepEqual(stdout.problems([], run), []);
});

test('what stood in the way of the party is told first', () => {
  const stopped = lookedAt({ problem: 'it ended, and /x/ had not come', stdout: 'a' });
  assert.deepEqual(stdout.problems([{ equals: 'a' }], stopped), ['it ended, and /x/ had not come']);
  const refused = lookedAt({ status: null, refused: new IpclabError('guest-refused', 'no') });
  assert.deepEqual(stdout.problems([{ equals: '' }], refused), ['it could not be started: no']);
  assert.equal(stdout.problems([], lookedAt({}, { party: undefined })).length, 1);
});

test('it may be the same as a file', () => {
  const run = lookedAt({ stdout: 'abc' }, { known: { x: encodeText('abc') } });
  assert.deepEqual(stdout.comparedWith?.([{ sameAs: 'x' }]), ['x']);
  assert.deepEqual(stdout.problems([{ sameAs: 'x' }], run), []);
});
