// Time in the guest, and what two restores of one snapshot do not share.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import { decodeText } from '#util/bytes.js';
import { compileFixture } from '../support/fixtures.js';

const image = await openImage();

/** Seconds since the guest's start, by its own clock. */
async function uptime(machine: Machine): Promise<number> {
  const { stdout } = await machine.run({ argv: ['cat', '/proc/uptime'] });
  return Number.parseFloat(decodeText(stdout));
}

test("waiting takes as long by the guest's clock and by this machine's", async () => {
  await using machine = await launch(image);
  const program = await compileFixture(machine, 'times');
  const asked = performance.now();
  const begin = await uptime(machine);
  const began = performance.now();
  const { stdout, status } = await machine.run({ argv: [program] });
  assert.equal(status.exit, 0);
  for (const [line, took] of decodeText(stdout).matchAll(/took (\d+)/g)) assert.ok(Number(took) >= 1990, line);
  // However late this machine gets to something, the guest's clock was read between its question and its answer.
  const ends = performance.now();
  const guest = (await uptime(machine)) - begin;
  const [least, most] = [(ends - began) / 1000, (performance.now() - asked) / 1000];
  assert.ok(guest > 0.9 * least - 0.1 && guest < 1.1 * most + 0.1, `${guest} s, not from ${least} to ${most} s`);
});

test('the date is today after a restore', async () => {
  await using machine = await launch(image);
  const before = Math.floor(Date.now() / 1000);
  const { stdout } = await machine.run({ argv: ['date', '+%s'] });
  const now = Number(decodeText(stdout));
  assert.ok(now >= before - 1 && now <= Date.now() / 1000 + 1, `${now}, and asked at ${before}`);
});

test('two restores of one snapshot have different random bytes', async () => {
  const read = { argv: ['head', '-c', '16', '/dev/urandom'] };
  await using first = await launch(image);
  await using second = await launch(image);
  const [a, b] = await Promise.all([first.run(read), second.run(read)]);
  assert.equal(a.stdout.length, 16);
  assert.notDeepEqual(a.stdout, b.stdout);
  await first.reset();
  assert.notDeepEqual((await first.run(read)).stdout, a.stdout);
});
