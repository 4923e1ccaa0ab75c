// The bundle of a machine's worker: taken when it was made of what is here, and of nothing else.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { BUNDLE_NOTE, bundledWorker, digestOfInputs } from '#hosts/node/worker-bundle.js';
import { Folder } from '../../support/classroom/take.js';

const inputs = ['worker.js', 'node_modules/comlink/dist/umd/comlink.js'];
const files = {
  'worker.js': 'one',
  'node_modules/comlink/dist/umd/comlink.js': 'two',
};

test('a bundle counts while each module that it was made of is as it was', () => {
  using folder = new Folder(files);
  const root = folder.path;
  const taken = (): URL | undefined => bundledWorker(root, root);
  assert.equal(taken(), undefined, 'there is none');
  writeFileSync(join(root, BUNDLE_NOTE), JSON.stringify({ inputs, digest: digestOfInputs(inputs, root) }));
  const bundle = pathToFileURL(join(root, 'worker.js')).href;
  assert.equal(taken()?.href, bundle);

  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(root, name), 'six');
    assert.equal(taken(), undefined, `${name} is another one of the same size`);
    rmSync(join(root, name));
    assert.equal(taken(), undefined, `${name} is gone`);
    writeFileSync(join(root, name), content);
    assert.equal(taken()?.href, bundle, `${name} is as it was`);
  }
  writeFileSync(join(root, BUNDLE_NOTE), '{"inputs":');
  assert.equal(taken(), undefined, 'its note is half written');
});
