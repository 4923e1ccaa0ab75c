// What the host makes of a guest that says something else than it should: never a result.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainAll } from '#facts/explain/explain.js';
import { Agent } from '#guest/agent.js';
import type { BytePort } from '#protocol/byte-port.js';
import { encodeFrame, FLAG_MORE, FrameDecoder, FrameType, type Frame } from '#protocol/frame.js';
import { encodePayload } from '#protocol/codec.js';
import { PROTOCOL_VERSION } from '#protocol/frames.js';
import { encodeText } from '#util/bytes.js';

/** An agent whose other side is this test. */
async function connect(): Promise<{
  agent: Agent;
  say: (type: FrameType, job: number, payload?: Uint8Array, flags?: number) => void;
}> {
  const decoder = new FrameDecoder();
  let tag = 0;
  const port: BytePort = {
    onBytes: undefined,
    send: (bytes) => {
      for (const frame of decoder.push(bytes)) answer(frame);
    },
  };
  const send = (frame: Frame): void => port.onBytes?.(encodeFrame(frame));
  const answer = ({ type, payload }: Frame): void => {
    if (type !== FrameType.HELLO) return;
    const nonce = payload.slice(4, 20);
    tag = new DataView(nonce.buffer).getUint32(0, true);
    const ready = encodePayload('READY', { version: PROTOCOL_VERSION, nonce });
    send({ type: FrameType.READY, flags: 0, job: 0, tag, payload: ready });
  };
  const agent = new Agent(port);
  await agent.hello({ console: false, nonce: new Uint8Array(16).fill(7), now: 0, entropy: new Uint8Array(0) });
  return {
    agent,
    say: (type, job, payload = new Uint8Array(0), flags = 0) => {
      send({ type, flags, job, tag, payload });
    },
  };
}

/** A whole EXITED of a program that returned 0. */
const EXITED = new Uint8Array(128);

test('a job ends by a whole EXITED', async () => {
  const { agent, say } = await connect();
  const job = agent.exec({ argv: ['true'] }, () => undefined);
  say(FrameType.EVIDENCE, job.id, encodeText('machine i386\nprocess 2 0 S a\\'), FLAG_MORE);
  say(FrameType.EVIDENCE, job.id, encodeText('040b\nthread 2 2 S x 29\n'));
  say(FrameType.EXITED, job.id, EXITED);
  const { exit, evidence } = await job.exited;
  assert.deepEqual([exit, explainAll([evidence])], [0, ['a b (2) waits in pause for a signal']]);
});

for (const [name, payload] of [
  ['too short', EXITED.subarray(1)],
  ['too long', new Uint8Array(129)],
  ['empty', new Uint8Array(0)],
] as const) {
  test(`an EXITED that is ${name} is the end of the machine, not of the job`, async () => {
    const { agent, say } = await connect();
    const job = agent.exec({ argv: ['true'] }, () => undefined);
    say(FrameType.EXITED, job.id, payload);
    await assert.rejects(job.exited, { code: 'machine-lost' });
    await assert.rejects(async () => agent.exec({ argv: ['true'] }, () => undefined).exited, { code: 'machine-lost' });
  });
}

test('evidence without an end, or that is none, is the end of the machine', async () => {
  for (const [text, flags] of [
    ['machine i386\n', FLAG_MORE],
    ['machine i386\nexit 0\n', 0],
  ] as const) {
    const { agent, say } = await connect();
    const job = agent.exec({ argv: ['true'] }, () => undefined);
    say(FrameType.EVIDENCE, job.id, encodeText(text), flags);
    say(FrameType.EXITED, job.id, EXITED);
    await assert.rejects(job.exited, { code: 'machine-lost' });
  }
});
