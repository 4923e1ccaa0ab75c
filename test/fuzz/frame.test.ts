// A million frames that chance has made or changed, for the decoders of both sides and for the whole client.
import * as fc from 'fast-check';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { FrameDecoder, MAX_PAYLOAD, type Frame } from '#protocol/frame.js';

import { IpclabError } from '#util/error.js';
import { connect } from '../support/fuzz/connect.js';
import { buildFuzzer } from '../support/fuzz/build-fuzzer.js';
import { PAYLOADS_FILE } from '../support/vectors.js';
import { bake, recipes } from '../support/fuzz/mutated-frames.js';

const SEED = 20_260_101;
/** Of the session, by its nonce. */
const TAG = 0x07070707;
const HEADER = 12;
/** Frames in a row, so that a failure is shown by a short one. */
const ROW = 20;
const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are in use. What a collection has found to be free is given back beside the program, some time after it. */
async function memory(): Promise<number> {
  let least = Infinity;
  for (let rounds = 0; rounds < 5; rounds++) {
    collectGarbage();
    await new Promise((resolve) => setImmediate(resolve));
    const { heapUsed, external } = process.memoryUsage();
    least = Math.min(least, heapUsed + external);
  }
  return least;
}

interface Decoded {
  readonly frames: Frame[];
  readonly error: string | null;
}

/** Decodes the bytes in pieces until they turn out to be none; anything but an IpclabError is a failure. */
function decode(bytes: Uint8Array, piece: number, decoder = new FrameDecoder()): Decoded {
  const frames: Frame[] = [];
  try {
    for (let at = 0; at < bytes.length; at += piece) frames.push(...decoder.push(bytes.subarray(at, at + piece)));
    return { frames, error: null };
  } catch (error) {
    assert.ok(error instanceof IpclabError && error.code === 'machine-lost', String(error));
    return { frames, error: error.message };
  }
}

test('arbitrary bytes give frames or machine-lost, and the same ones however they are cut', () => {
  let refused = 0;
  const property = fc.property(
    fc.uint8Array({ maxLength: 64, size: 'max' }),
    fc.integer({ min: 1, max: 70 }),
    (bytes, piece) => {
      const whole = decode(bytes, bytes.length + 1);
      assert.deepEqual(decode(bytes, piece), whole);
      if (whole.error !== null) refused++;
    },
  );
  fc.assert(property, { seed: SEED, numRuns: 5000 });
  assert.ok(refused > 1000);
});

test('a million mutated frames give frames or machine-lost, and no memory is kept', async () => {
  let fed = 0;
  let whole = 0;
  let refused = 0;
  let before = Infinity;
  const property = fc.asyncProperty(recipes(ROW), fc.integer({ min: 1, max: 20_000 }), async (row, piece) => {
    let decoder = new FrameDecoder();
    let unused = 0;
    for (const recipe of row) {
      const bytes = bake(recipe, TAG);
      const { frames, error } = decode(bytes, piece, decoder);
      unused += bytes.length;
      for (const { payload } of frames) {
        unused -= HEADER + payload.length;
        assert.ok(payload.length <= MAX_PAYLOAD);
      }
      // Nothing comes out that did not go in, and what is held is less than a frame.
      assert.ok(unused >= 0 && (error !== null || unused < HEADER + MAX_PAYLOAD));
      whole += frames.length;
      if (error === null) continue;
      refused++;
      unused = 0;
      decoder = new FrameDecoder();
    }
    fed += row.length;
    if (fed === 100_000) before = await memory();
  });
  await fc.assert(property, { seed: SEED, numRuns: 50_000 });
  assert.equal(fed, 1_000_000);
  assert.ok(whole > 500_000 && refused > 50_000, `${whole} frames, ${refused} refused`);
  assert.ok((await memory()) - before < 16 * MIB);
});

/** A client with two jobs, a container and two transfers under way. */
async function startAll(): Promise<{
  say: (bytes: Uint8Array) => void;
  waiting: Promise<unknown>[];
  isLost: () => boolean;
}> {
  const { agent, port } = await connect(TAG);
  let lost = false;
  agent.onLost = () => (lost = true);
  const first = agent.exec({ argv: ['a'] }, () => undefined);
  const second = agent.exec({ argv: ['b'], input: 'open' }, () => undefined);
  const waiting: Promise<unknown>[] = [
    first.exited,
    second.exited,
    second.write(new Uint8Array(200_000)),
    agent.get('/x', 1000),
    agent.put({ path: '/y' }, new Uint8Array(9)),
    agent.open({}),
  ];
  for (const each of waiting) each.catch(() => undefined);
  return { say: (bytes) => port.onBytes?.(bytes), waiting, isLost: () => lost };
}

test('100,000 mutated frames do nothing to the client but end it with machine-lost', async () => {
  let fed = 0;
  let losses = 0;
  let before = Infinity;
  const property = fc.asyncProperty(recipes(ROW), async (row) => {
    let client = await startAll();
    for (const recipe of row) {
      client.say(bake(recipe, TAG));
      if (!client.isLost()) continue;
      losses++;
      for (const outcome of await Promise.allSettled(client.waiting)) {
        if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof IpclabError, String(outcome.reason));
      }
      client = await startAll();
    }
    fed += row.length;
    if (fed === 10_000) before = await memory();
  });
  await fc.assert(property, { seed: SEED, numRuns: 5_000 });
  assert.equal(fed, 100_000);
  assert.ok(losses > 10_000, `${losses} losses`);
  assert.ok((await memory()) - before < 16 * MIB);
});

test('a million mutated frames do nothing to the agent but are refused', async () => {
  const output = execFileSync(await buildFuzzer(), ['1000000', String(SEED), PAYLOADS_FILE], { encoding: 'utf8' });
  const [complete = 0, bad = 0, messages = 0, refused = 0] = ['complete', 'bad', 'messages', 'refused'].map((name) =>
    Number(new RegExp(`(\\d+) ${name}`).exec(output)?.[1]),
  );
  assert.ok(complete > 100_000 && bad > 100_000 && messages > 100_000, output);
  assert.ok(refused > 10_000 && refused < messages, output);
});
