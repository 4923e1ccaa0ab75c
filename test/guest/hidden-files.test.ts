// What never enters the guest: everything that does goes through the agent's port, and is looked at here.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { judge } from '#lab/judge.js';
import { Agent } from '#guest/agent.js';
import type { BytePort } from '#protocol/byte-port.js';
import { NONCE_SIZE } from '#protocol/frame-spec.js';
import { openImage } from '#hosts/node/image.js';
import { prepareLab } from '#course/lab-plan.js';
import { loadLab } from '#course/lab.js';
import { snapshotOf } from '#hosts/node/snapshot.js';
import { v86Module } from '#hosts/node/v86.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { Emulator } from '#machine/emulator.js';
import { VirtualTiming } from '#machine/virtual-timing.js';
import type { Files } from '#scenario/setting.js';
import { FIXTURES } from '../support/fixtures.js';

/** Bytes of a frame before its payload; a message may go on in the next. */
const HEADER = 12;

const image = await openImage();
const stored = await loadLab(join(FIXTURES, 'labs/echo'));
const lab = await prepareLab(stored, image);
const { wrong } = stored.files;

/** Judges on a machine of this thread, and returns all that was put into it. */
async function bytesGivenFor(files: Files): Promise<string> {
  const { machine } = image.manifest;
  const course = { seed: 0, start: VIRTUAL_START };
  const timing = new VirtualTiming(course);
  const snapshot = await snapshotOf(image, { kind: 'virtual', ...course });
  const start = { from: 'snapshot' as const, snapshot };
  const { memory, vgaMemory } = machine;
  const emulator = await Emulator.create({ wasm: await v86Module(), memory, vgaMemory, start }, timing);
  timing.countWith(() => emulator.countInstructions());
  const given: Buffer[] = [];
  const port: BytePort = {
    onBytes: undefined,
    send: (frame) => {
      given.push(Buffer.from(frame.subarray(HEADER)));
      emulator.agentPort.send(frame);
    },
  };
  emulator.agentPort.onBytes = (chunk) => port.onBytes?.(chunk);
  const agent = new Agent(port);
  const hello = (): Promise<void> =>
    agent.hello({ console: false, nonce: new Uint8Array(NONCE_SIZE), now: VIRTUAL_START, entropy: new Uint8Array(64) });
  emulator.run();
  timing.begin();
  await hello();
  const restart = async (seed: number): Promise<void> => {
    timing.choose({ ...course, seed });
    await emulator.reset();
    await hello();
  };
  // No check of this lab asks for other schedules.
  const moments = { mark: never, again: never };
  const guest = {
    agent,
    machine: moments,
    restart,
    instructions: () => timing.instructions,
    entering: () => undefined,
  };
  const { status } = await judge(guest, { lab, files });
  timing.end();
  assert.equal(status, 'graded');
  return Buffer.concat(given).toString('latin1');
}

test('no hidden file, expected output, reference, check or wrong solution enters the guest', async () => {
  const given = await bytesGivenFor({
    ...wrong['keeps-file'],
    ...wrong['alone'],
    'README.md': new Uint8Array(9).fill(35),
  });
  // What has to be there is seen, so that something else would be seen, too.
  for (const present of [
    'if (link(TEMPORARY, RESULT) == -1)',
    '#define RESULT "result.txt"',
    '4705',
    '/run/lab/server',
  ])
    assert.ok(given.includes(present), present);
  for (const absent of [
    '7f3a-hidden-source-of-the-server',
    'sum: 4711',
    '91cc-reference-solution',
    'never-more',
    '^marker-of-the-expected-file',
    'HELLO',
    '100023',
    'It adds its arguments',
    'Numbers are read as unsigned',
    '#########',
  ])
    assert.ok(!given.includes(absent), absent);
});

function never(): never {
  throw new Error('a schedule was tried');
}
