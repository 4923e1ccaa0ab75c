// Images on disk: what is not there, and what is there and cannot be read.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { notedFolder } from '#hosts/node/image-notes.js';
import { openImage, readArtefact, readForAWhile } from '#hosts/node/image.js';
import { encodeText } from '#util/bytes.js';
import { sha256 } from '#util/digest.js';
import { Folder } from '../../support/classroom/take.js';
import { manifestNamed } from '../../support/manifest.js';

test('a manifest that is not there is an image to build; one that cannot be read is named with the reason', async () => {
  using folder = new Folder();
  await assert.rejects(openImage(folder.path), { code: 'image-missing', message: /build it with/ });
  mkdirSync(join(folder.path, 'out/manifest.json'), { recursive: true });
  await assert.rejects(openImage(folder.path), { code: 'usage', message: /manifest\.json: is a folder; build/ });
});

test('the folder that holds the manifest is the image as well; of another version it is to be built again, and not missing', async () => {
  const manifest = manifestNamed('tcc');
  using folder = new Folder({ 'manifest.json': encodeText(JSON.stringify({ ...manifest, format: 1 })) });
  await assert.rejects(openImage(folder.path), {
    code: 'image-corrupt',
    message: /manifest\.json: is of another version of ipclab; build the image again with: .* image build FOLDER/,
  });
});

test('the same of a part of it', async () => {
  using folder = new Folder();
  const manifest = manifestNamed('tcc');
  const image = { folder: folder.path, manifest };
  const path = join(folder.path, manifest.artefacts.state.file);
  await assert.rejects(readArtefact(image, 'state'), { code: 'image-missing', message: /is missing; build/ });
  mkdirSync(path, { recursive: true });
  await assert.rejects(readArtefact(image, 'state'), {
    code: 'usage',
    message: `${path}: is a folder; build the image again with: make image`,
  });
});

test('a part that is read for a while has its bytes until they are given back', async () => {
  const content = encodeText('compiled code');
  const { artefacts, ...manifest } = manifestNamed('tcc');
  const warm = { file: 'warm.bin', size: content.length, sha256: await sha256(content) };
  using folder = new Folder({ 'warm.bin': content });
  const image = { folder: folder.path, manifest: { ...manifest, artefacts: { ...artefacts, warm } } };
  const read = await readForAWhile(image, 'warm');
  assert.deepEqual(Uint8Array.from(read.bytes), content);
  read.giveBack();
  assert.equal(read.bytes.buffer.byteLength, 0);
});

test('a note of an image that is no link is told, and not taken for none', async () => {
  using folder = new Folder({ 'ipclab/images/abc': 'text' });
  const before = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = folder.path;
  try {
    assert.equal(await notedFolder('def'), undefined);
    await assert.rejects(notedFolder('abc'), { code: 'usage', message: /abc: cannot be used \(EINVAL\); remove it/ });
  } finally {
    if (before === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = before;
  }
});
