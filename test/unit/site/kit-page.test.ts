import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readKitPage } from '#site/kit-page.js';
import { Folder } from '../../support/classroom/take.js';

test('a page that is not built, cannot be read, or is of another version: each is told as what it is', async () => {
  using folder = new Folder();
  const file = join(folder.path, 'page.json');
  await assert.rejects(readKitPage(folder.path), { code: 'usage', message: /the page is not built/ });
  writeFileSync(file, '{}');
  await assert.rejects(readKitPage(folder.path), { code: 'usage', message: /it is of another version/ });
  const blocked = join(folder.path, 'blocked');
  mkdirSync(join(blocked, 'page.json'), { recursive: true });
  await assert.rejects(readKitPage(blocked), { code: 'usage', message: /page\.json: is a folder; build/ });
});
