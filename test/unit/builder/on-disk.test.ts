// What builds have left on the disk, where it cannot be looked at.
import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { digestInputs } from '#builder/digest.js';
import { allInputs, isCurrent, type Sources } from '#builder/inputs.js';
import { Store } from '#builder/store.js';
import { Folder } from '../../support/classroom/take.js';
import { manifestNamed } from '../../support/manifest.js';

const silent = (): void => undefined;

test('a result that is there is not built again; one that cannot be looked at is told before anything is built', async () => {
  using folder = new Folder();
  const store = new Store(silent, folder.path);
  const built: string[] = [];
  const build = async (at: string): Promise<void> => void built.push(at);
  const first = await store.step('kernel', { a: '1' }, build);
  assert.equal(await store.step('kernel', { a: '1' }, build), first);
  assert.equal(built.length, 1);
  const ring = join(folder.path, `kernel-${digestInputs({ a: '2' }).slice(0, 16)}`);
  symlinkSync(ring, ring);
  await assert.rejects(store.step('kernel', { a: '2' }, build), { code: 'usage', message: /is a ring of links/ });
  assert.equal(built.length, 1);
  assert.equal((await readdir(folder.path)).length, 2);
});

test('an image with a part that is missing is old; with one that cannot be looked at it is told', async () => {
  using folder = new Folder();
  const sources: Sources = { kernel: '', agent: '', layers: '', training: '', v86: '', recipe: '' };
  const manifest = { ...manifestNamed('tcc'), inputs: allInputs(sources, [], '') };
  const image = { folder: folder.path, manifest };
  const files = Object.values(manifest.artefacts).map(({ file }) => join(folder.path, file));
  assert.equal(await isCurrent(image, sources), false);
  for (const file of files.slice(1)) writeFileSync(file, 'x');
  assert.equal(await isCurrent(image, sources), false);
  const [first = ''] = files;
  symlinkSync(first, first);
  await assert.rejects(isCurrent(image, sources), { code: 'usage', message: /is a ring of links/ });
});
