// What a guest that keeps no promise can make the host hold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeFrame, FLAG_MORE, FrameType, MAX_PAYLOAD } from '#protocol/frame.js';
import { connect } from '../../support/fuzz/connect.js';

const TAG = 5;
const full = (type: FrameType, job: number, flags = 0): Uint8Array =>
  encodeFrame({ type, flags, job, tag: TAG, payload: new Uint8Array(MAX_PAYLOAD) });

test('evidence without an end is the end of the machine after 128 KiB', async () => {
  const { agent, port } = await connect(TAG);
  const job = agent.exec({ argv: ['a'] }, () => undefined);
  let sent = 0;
  for (; port.onBytes && sent < 1 << 20; sent += MAX_PAYLOAD) port.onBytes(full(FrameType.EVIDENCE, job.id, FLAG_MORE));
  await assert.rejects(job.exited, { code: 'machine-lost', message: /more evidence than there can be/ });
  assert.ok(sent > 128 * 1024 && sent < 128 * 1024 + 2 * MAX_PAYLOAD);
});

test('so it is for the evidence of a container', async () => {
  const { agent, port } = await connect(TAG);
  const opening = agent.open({});
  port.onBytes?.(encodeFrame({ type: FrameType.OPENED, flags: 0, job: 1, tag: TAG, payload: new Uint8Array(0) }));
  const evidence = (await opening).evidence();
  for (let count = 0; port.onBytes && count < 100; count++) port.onBytes(full(FrameType.EVIDENCE, 1, FLAG_MORE));
  await assert.rejects(evidence, { code: 'machine-lost', message: /more evidence than there can be/ });
});

for (const stream of ['STDOUT', 'STDERR'] as const) {
  test(`${stream} above its limit is the end of the machine, and up to it is output`, async () => {
    const { agent, port } = await connect(TAG);
    let received = 0;
    const job = agent.exec(
      { argv: ['a'], limits: { output: 3 * MAX_PAYLOAD } },
      (_, bytes) => (received += bytes.length),
    );
    for (let count = 0; port.onBytes && count < 100; count++) port.onBytes(full(FrameType[stream], job.id));
    await assert.rejects(job.exited, { code: 'machine-lost', message: /more output than its limit/ });
    assert.equal(received, 3 * MAX_PAYLOAD);
  });
}

for (const stream of ['stdout', 'stderr'] as const) {
  test(`more ${stream} than its window and what was granted is the end of the machine`, async () => {
    const { agent, port } = await connect(TAG);
    const type = stream === 'stdout' ? FrameType.STDOUT : FrameType.STDERR;
    let received = 0;
    const job = agent.exec(
      { argv: ['a'], window: MAX_PAYLOAD, limits: { output: 10 } },
      (_, bytes) => (received += bytes.length),
    );
    job.grant(stream, 2 * MAX_PAYLOAD);
    for (let count = 0; port.onBytes && count < 100; count++) port.onBytes(full(type, job.id));
    await assert.rejects(job.exited, { code: 'machine-lost', message: /more output than/ });
    assert.equal(received, 3 * MAX_PAYLOAD);
  });
}

test('a grant is for one stream only', async () => {
  const { agent, port } = await connect(TAG);
  const job = agent.exec({ argv: ['a'], window: 0 }, () => undefined);
  job.grant('stdout', MAX_PAYLOAD);
  port.onBytes?.(full(FrameType.STDERR, job.id));
  await assert.rejects(job.exited, { code: 'machine-lost', message: /more output than/ });
});
