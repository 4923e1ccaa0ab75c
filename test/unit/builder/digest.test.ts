// What an image is known by.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { imageDigest } from '#builder/digest.js';

const folder = await mkdtemp(join(tmpdir(), 'ipclab-digest-'));
after(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const packed = (content: string, level: string): Buffer =>
  execFileSync('zstd', ['-q', '-c', level], { input: content.repeat(1000) });

test('an image is another one with another snapshot or other compiled code, and the same however that is packed', async () => {
  const state = await file('state.bin', 'the snapshot');
  const warm = await file('warm.zst', packed('compiled code', '-19'));
  const digest = await imageDigest(state, warm);
  assert.match(digest, /^[0-9a-f]{64}$/);
  const faster = await file('faster.zst', Buffer.concat([packed('compiled code', '--fast=9'), packed('', '-1')]));
  assert.equal(await imageDigest(state, faster), digest);
  assert.notEqual(await imageDigest(await file('other.bin', 'the snapshoT'), warm), digest);
  assert.notEqual(await imageDigest(state, await file('other.zst', packed('compiled codE', '-19'))), digest);
});

test('compiled code that cannot be unpacked has no digest', async () => {
  const state = await file('state.bin', 'the snapshot');
  const damaged = await file('damaged.zst', packed('compiled code', '-19').subarray(0, 20));
  await assert.rejects(imageDigest(state, damaged), { code: 'build-failed', message: /cannot unpack .*damaged\.zst/ });
});
