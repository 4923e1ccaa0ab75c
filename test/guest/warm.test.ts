// The compiled code of an image: what repeats needs it, and a damaged one is refused.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openImage, readArtefact, type Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { IpclabError, type ErrorCode } from '#util/error.js';

const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
const folder = await mkdtemp(join(tmpdir(), 'ipclab-warm-'));
after(() => rm(folder, { recursive: true }));

/** A copy of the image of which this process knows nothing yet. */
async function copyOfImage(change: (warm: string) => Promise<void>): Promise<Image> {
  const { folder: built, manifest } = await openImage();
  const copy = await mkdtemp(join(folder, 'image-'));
  await cp(built, join(copy, 'out'), { recursive: true });
  await change(join(copy, 'out', manifest.artefacts.warm.file));
  return openImage(copy);
}

function failure(code: ErrorCode, message: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof IpclabError && error.code === code && message.test(error.message);
}

test('without its compiled code a machine of a person runs, and what has to repeat says what it needs', async () => {
  const image = await copyOfImage((warm) => rm(warm));
  const missing = failure('image-missing', /warm\.bin is missing; build the image again/);
  await assert.rejects(launch(image, { clock }), missing);
  await using machine = await launch(image);
  const { stdout } = await machine.run({ argv: ['echo', 'here'] });
  assert.equal(decodeText(stdout), 'here\n');
  await machine.reset();
  assert.equal((await machine.run({ argv: ['true'] })).status.exit, 0);
});

test('a changed byte in the compiled code is refused, whatever the clock', async () => {
  const image = await copyOfImage(async (warm) => {
    const bytes = await readFile(warm);
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await writeFile(warm, bytes);
  });
  const damaged = failure('image-corrupt', /warm\.bin is not the file that manifest\.json describes/);
  await assert.rejects(launch(image, { clock }), damaged);
  await assert.rejects(launch(image), damaged);
});

test('a machine that was started without compiled code takes it while programs run, and goes back to it', async () => {
  const whole = await openImage();
  const image = await copyOfImage((warm) => rm(warm));
  await using machine = await launch(image);
  const counts = (upTo: number): string[] => [
    'sh',
    '-c',
    `n=0; while [ $n -lt ${upTo} ]; do n=$((n+1)); done; cat /tmp/kept; echo $n; sleep 0.05; date +%Y`,
  ];
  await machine.put({ path: '/tmp/kept' }, encodeText('kept '));
  const under = machine.run({ argv: counts(60_000) });
  await machine.warmUp(await readArtefact(whole, 'warm'));
  const expected = (upTo: number): string => `kept ${upTo}\n${new Date().getUTCFullYear()}\n`;
  assert.equal(decodeText((await under).stdout), expected(60_000));
  assert.equal(decodeText((await machine.run({ argv: counts(2000) })).stdout), expected(2000));
  await machine.reset();
  const { stderr, status } = await machine.run({ argv: ['cat', '/tmp/kept'] });
  assert.deepEqual([status.exit, decodeText(stderr).includes('No such file')], [1, true]);
});
