import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordEnd, recordStream } from '#lab/record-stream.js';
import { encodeText } from '#util/bytes.js';
import { statusOf } from '../../support/checks.js';
import { endOf } from '../../support/facts.js';

test('a result shows the beginning of a stream, and knows all of it by its digest', () => {
  const long = 'a'.repeat(4096);
  const stream = recordStream(encodeText(`${long}b`));
  assert.equal(stream.size, 4097);
  assert.equal(stream.head, long);
  assert.notEqual(stream.sha256, recordStream(encodeText(`${long}c`)).sha256);
  assert.equal(recordStream(encodeText('')).sha256, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('what the output limit dropped counts', () => {
  assert.equal(recordStream(encodeText('abc'), 10).size, 10);
});

test('bytes that are no UTF-8 are shown as such', () => {
  assert.equal(recordStream(Uint8Array.of(0x61, 0xff)).head, 'a\ufffd');
});

test('an end keeps what it is, and nothing that differs from run to run', () => {
  const status = statusOf({ signal: 'SIGKILL', limit: 'wall', reached: ['wall'], wall: 5, killed: 1 });
  assert.deepEqual(
    recordEnd(status),
    endOf({ exit: null, signal: 'SIGKILL', limit: 'wall', reached: ['wall'], wall: 5, killed: 1 }),
  );
});
