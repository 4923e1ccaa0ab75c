// A page with several images: which of their files wait until they are asked for, and what a kit takes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webParts, type WebPlan } from '#hosts/browser/web-parts.js';
import type { Image } from '#hosts/node/image.js';
import { coldFiles, firstImage, laterFiles } from '#site/cold.js';
import { partsFor } from '#site/kit-page.js';
import { manifestNamed } from '../../support/manifest.js';

const ARTEFACTS = ['stateZst', 'warmZst', 'bios', 'vgaBios', 'kernel', 'rootfs'] as const;

function imageOf(name: string): WebPlan['images'][number] {
  const artefacts = Object.fromEntries(ARTEFACTS.map((part) => [part, part === 'bios' ? 'bios' : `${name}-${part}`]));
  return { manifest: manifestNamed(name), artefacts: artefacts as WebPlan['images'][number]['artefacts'] };
}

const PLAN: WebPlan = {
  images: [imageOf('tcc'), imageOf('gcc')],
  wasm: { file: 'v86.wasm', size: 1, sha256: '' },
  worker: 'worker.js',
};
const PAGE = { parts: PLAN };
const built = (name: string): Image => ({ folder: '', manifest: manifestNamed(name) });

test('a page starts with its first image, and finds another by its digest', () => {
  assert.equal(webParts(PLAN, 'http://127.0.0.1/').manifest.name, 'tcc');
  assert.equal(webParts(PLAN, 'http://127.0.0.1/', 'digest of gcc').manifest.name, 'gcc');
  assert.throws(() => webParts(PLAN, 'http://127.0.0.1/', 'another'), { code: 'image-missing', message: /another/ });
});

test('of the first image what a visit starts with is kept for later visits; of the others nothing', () => {
  const cold = coldFiles(PLAN);
  assert.ok(!cold.has('tcc-stateZst') && !cold.has('tcc-warmZst'));
  for (const file of ['tcc-rootfs', 'bios', 'gcc-stateZst', 'gcc-warmZst', 'gcc-kernel'])
    assert.ok(cold.has(file), file);
});

test('what machines of the other images start from is kept once it was loaded, and nothing else of them', () => {
  assert.deepEqual([...laterFiles(PLAN)].sort(), ['gcc-stateZst', 'gcc-warmZst']);
});

test('a kit takes the one image that it is for, and names what to do when the page was built without it', () => {
  const parts = partsFor(PAGE, built('gcc'));
  assert.equal(parts.images.length, 1);
  assert.equal(firstImage(parts).manifest.name, 'gcc');
  assert.throws(() => partsFor(PAGE, built('os-course')), {
    code: 'usage',
    message: /with tcc and gcc, and not with this image os-course; .* make web IMAGES='tcc gcc os-course'$/,
  });
});

test('an image with the snapshot of one of the page and other compiled code is another image', () => {
  const other = { folder: '', manifest: { ...manifestNamed('gcc'), digest: 'digest with other code' } };
  assert.throws(() => partsFor(PAGE, other), { code: 'usage', message: /not with this image gcc/ });
  assert.throws(() => webParts(PLAN, 'http://127.0.0.1/', other.manifest.digest), { code: 'image-missing' });
});
