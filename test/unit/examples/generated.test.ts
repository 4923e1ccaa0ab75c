import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { test } from 'node:test';
import { PACKAGE_ROOT } from '#node/paths.js';
import { generatedFiles } from '../../support/generated.js';

for (const [path, content] of await generatedFiles()) {
  test(`${relative(PACKAGE_ROOT, path)} is what the metadata makes of it (else: make format)`, async () => {
    assert.equal(await readFile(path, 'utf8'), content);
  });
}
