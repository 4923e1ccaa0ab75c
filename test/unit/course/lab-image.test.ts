// Which image a lab is judged with, and a page of several labs.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadLab, loadLabs } from '#course/lab.js';
import { commonImageName, labImageName } from '#course/lab-image.js';
import { DEFAULT_IMAGES } from '#hosts/node/image.js';
import { omit } from '#util/omit.js';
import { FIXTURES } from '../../support/fixtures.js';

const [sum, watched] = [await loadLab(join(FIXTURES, 'labs/sum')), await loadLab(join(FIXTURES, 'labs/watched'))];
const unsaid = { name: 'unsaid', lab: omit(sum.lab, 'image') };

test('a lab is judged with the image that it names, and with gcc when it names none', () => {
  assert.deepEqual([sum, watched, unsaid].map(labImageName), ['tcc', 'gcc', 'gcc']);
});

test('the labs that come with the project name the image that pages start with', async () => {
  const labs = await loadLabs();
  assert.deepEqual(new Set(labs.map(({ lab }) => lab.image)), new Set([DEFAULT_IMAGES.page]));
});

test('a kit has the image of its labs, that of pages without a lab, and none for labs of several', () => {
  assert.equal(commonImageName([watched, unsaid]), 'gcc');
  assert.equal(commonImageName([sum]), 'tcc');
  assert.equal(commonImageName([]), DEFAULT_IMAGES.page);
  assert.throws(() => commonImageName([sum, watched]), {
    code: 'usage',
    message: 'sum is graded with tcc and watched with gcc; make a kit for each, or name an image with --image',
  });
});
