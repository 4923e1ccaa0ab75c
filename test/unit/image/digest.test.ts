// What an image is known by.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { imageDigest } from '#builder/digest.js';

const folder = await mkdtemp(join(tmpdir(), 'ipclab-digest-'));
after(() => rm(folder, { recursive: true }));

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('an image is another one with another snapshot or other compiled code', async () => {
  const state = await file('state.bin', 'the snapshot');
  const warm = await file('warm.bin', 'compiled code');
  const digest = await imageDigest(state, warm);
  assert.match(digest, /^[0-9a-f]{64}$/);
  assert.equal(await imageDigest(state, warm), digest);
  assert.notEqual(await imageDigest(await file('other.bin', 'the snapshoT'), warm), digest);
  assert.notEqual(await imageDigest(state, await file('other.bin', 'compiled codE')), digest);
});
