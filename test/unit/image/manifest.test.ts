import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IMAGE_FORMAT, parseManifest } from '#image/manifest.js';

test('a manifest of another version, a damaged one and none at all are refused with what to do', () => {
  const refused = (text: string, message: RegExp): void => {
    assert.throws(() => parseManifest(text, 'out/manifest.json'), { code: 'image-corrupt', message });
  };
  refused(
    `{ "format": ${IMAGE_FORMAT - 1}, "name": "tcc" }`,
    /^out\/manifest\.json: is of another version of ipclab; build the image again/,
  );
  refused(`{ "format": ${IMAGE_FORMAT}, "name": 7 }`, /^out\/manifest\.json: name: .*; build the image again/);
  refused('{', /^out\/manifest\.json: is not JSON \(.*\); build the image again/);
});
