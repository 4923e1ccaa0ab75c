import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { readInput } from '../../../src/cli/read-input.js';

test('a file or a pipe is read to its end', async () => {
  assert.equal(String(await readInput(Readable.from([Buffer.from('one\n'), Buffer.from('two\n')]))), 'one\ntwo\n');
});

test('from a terminal nothing is read, and it is said how to give something', async ({ mock }) => {
  const write = mock.method(process.stderr, 'write', () => true);
  const input = await readInput(Object.assign(Readable.from([Buffer.from('typed')]), { isTTY: true }));
  write.mock.restore();
  assert.equal(input.length, 0);
  const said = write.mock.calls.map((call) => String(call.arguments[0])).join('');
  assert.match(
    said,
    /^ipclab: nobody can type while the clock is virtual: .*; give it by < file, or type with --clock real\n$/,
  );
});
