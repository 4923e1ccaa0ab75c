import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleScript } from '#site/bundle.js';

test('what a bundle is made of is in it once: sources alone, and nothing that was compiled from them', async () => {
  for (const entry of ['web/src/main.tsx', 'web/src/embed/element.ts', 'src/hosts/browser/worker.ts']) {
    const { inputs } = await bundleScript(entry, 'esm');
    assert.ok(inputs.includes('src/util/error.ts'), entry);
    const compiled = inputs.filter((input) => input.startsWith('dist/'));
    assert.deepEqual(compiled, [], entry);
  }
});
