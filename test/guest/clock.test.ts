// Time in the guest, and what two restores of one snapshot do not share.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { decodeText } from '#util/bytes.js';
import { compileFixture } from '../support/fixtures.js';

const image = await openImage();

test("waiting takes as long by the guest's clock and by this machine's", async () => {
  await using machine = await launch(image);
  const program = await compileFixture(machine, 'times');
  let text = '';
  const marks = new Map<string, number>();
  const job = machine.exec({ argv: [program] }, (_, bytes) => {
    text += decodeText(bytes);
    for (const [, name = ''] of text.matchAll(/^([a-z]+)$/gm)) if (!marks.has(name)) marks.set(name, performance.now());
  });
  assert.equal((await job.exited).exit, 0);
  const names = ['sleep', 'alarm', 'setitimer', 'busy'];
  const took = [...text.matchAll(/took (\d+)/g)].map(([, ms]) => Number(ms));
  const host = names.map((name, n) => (marks.get(names[n + 1] ?? 'end') ?? NaN) - (marks.get(name) ?? NaN));
  names.forEach((name, n) => {
    assert.ok((took[n] ?? 0) >= 1990, `${name} of 2 s took ${took[n]} ms`);
    assert.ok(
      Math.abs((took[n] ?? 0) / (host[n] ?? 1) - 1) < 0.1,
      `${name}: ${took[n]} ms in the guest, ${host[n]} ms here`,
    );
  });
});

test('the date is today after a restore', async () => {
  await using machine = await launch(image);
  const { stdout } = await machine.run({ argv: ['date', '+%s'] });
  assert.ok(Math.abs(Number(decodeText(stdout)) - Date.now() / 1000) < 5);
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
