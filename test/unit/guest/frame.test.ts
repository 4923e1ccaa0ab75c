import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { encodeFrame, FrameDecoder, FrameType, type Frame } from '#protocol/frame.js';
import { concat } from '#util/bytes.js';
import { buildNative } from '#hosts/node/native-agent.js';
import { FRAMES_FILE, linesOf, parseBytes, PAYLOADS_FILE } from '../../support/vectors.js';

interface Valid {
  readonly name: string;
  readonly frame: Frame;
  readonly bytes: Uint8Array;
}

const lines = linesOf(FRAMES_FILE).map((line) => line.split(' '));

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

test('there are vectors for every type of frame', () => {
  const types = new Set<number>(valid.map(({ frame }) => frame.type));
  assert.deepEqual(
    Object.entries(FrameType).filter(([, number]) => !types.has(number)),
    [],
  );
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
  const output = execFileSync(await buildNative('test-vectors'), [FRAMES_FILE, PAYLOADS_FILE], { encoding: 'utf8' });
  const [, passed, failed] = /(\d+) passed, (\d+) failed/.exec(output) ?? [];
  assert.ok(Number(passed) >= valid.length + invalid.length, output);
  assert.equal(failed, '0');
});
