import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { encodeFrame, FrameDecoder, type Frame, type FrameType } from '#protocol/frame.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { concat } from '#util/bytes.js';
import { buildNative } from '#hosts/node/native-agent.js';

const FILE = join(PACKAGE_ROOT, 'test/vectors/frames.txt');

interface Valid {
  readonly name: string;
  readonly frame: Frame;
  readonly bytes: Uint8Array;
}

const lines = readFileSync(FILE, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' '));

const valid: Valid[] = lines
  .filter(([kind]) => kind === 'valid')
  .map(([, name = '', type, flags, job, tag, payload = '', bytes = '']) => ({
    name,
    frame: {
      type: Number(type) as FrameType,
      flags: Number(flags),
      job: Number(job),
      tag: Number(tag),
      payload: parseBytes(payload),
    },
    bytes: parseBytes(bytes),
  }));

const invalid = lines
  .filter(([kind]) => kind === 'invalid')
  .map(([, name = '', reason = '', bytes = '']) => ({ name, reason, bytes: parseBytes(bytes) }));

function parseBytes(text: string): Uint8Array {
  if (text === '-') return new Uint8Array(0);
  return concat(
    text.split('+').map((piece) => {
      const [hex = '', count = '1'] = piece.split('*');
      return Uint8Array.from(Buffer.from(hex.repeat(Number(count)), 'hex'));
    }),
  );
}

test('there are vectors for every type of frame', () => {
  assert.ok(valid.length >= 24);
  assert.ok(invalid.length >= 5);
});

for (const { name, frame, bytes } of valid) {
  test(`the host encodes and decodes ${name} as the vectors say`, () => {
    assert.deepEqual(encodeFrame(frame), bytes);
    assert.deepEqual([...new FrameDecoder().push(bytes)], [frame]);
  });
}

for (const size of [1, 3, 11, 13, 2048]) {
  test(`all frames in a row, cut every ${size} bytes, come out whole`, () => {
    const stream = concat(valid.map(({ bytes }) => bytes));
    const decoder = new FrameDecoder();
    const frames: Frame[] = [];
    for (let at = 0; at < stream.length; at += size) frames.push(...decoder.push(stream.subarray(at, at + size)));
    assert.deepEqual(
      frames,
      valid.map(({ frame }) => frame),
    );
  });
}

for (const { name, reason, bytes } of invalid) {
  test(`the host refuses ${name} for its ${reason}`, () => {
    assert.throws(
      () => [...new FrameDecoder().push(bytes)],
      (error: { code?: string; message: string }) =>
        error.code === 'machine-lost' && error.message.includes(`${reason} of`),
    );
  });
}

test('the agent encodes and decodes the same vectors', async () => {
  const output = execFileSync(await buildNative('test-vectors'), [FILE], { encoding: 'utf8' });
  const [, passed, failed] = /(\d+) passed, (\d+) failed/.exec(output) ?? [];
  assert.ok(Number(passed) >= valid.length + invalid.length, output);
  assert.equal(failed, '0');
});
