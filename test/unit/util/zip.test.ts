import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { FIRST_OF_ZIP, zipOf } from '#util/zip.js';

test('a zip holds every file in one folder', () => {
  const files = new Map<string, string | Uint8Array>([
    ['loopback.c', 'int main(void);\n'],
    ['größe.txt', new Uint8Array([0xc3, 0xa4])],
  ]);
  assert.deepEqual(
    Object.entries(unzipSync(zipOf(files, { folder: 'loopback' }))).map(([name, bytes]) => [name, strFromU8(bytes)]),
    [
      ['loopback/loopback.c', 'int main(void);\n'],
      ['loopback/größe.txt', 'ä'],
    ],
  );
});

test('the same files of the same time are the same bytes', () => {
  const files = new Map([['kit.html', '<!doctype html>']]);
  const [one, other] = [FIRST_OF_ZIP, new Date(2001, 1, 1)].map((modified) => zipOf(files, { modified }));
  assert.deepEqual(zipOf(files, { modified: FIRST_OF_ZIP }), one);
  assert.notDeepEqual(other, one);
});
