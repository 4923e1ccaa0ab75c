// A page with two images: a program that the first compiler cannot compile goes to the other one, by a press.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { buildSite } from '#site/build.js';
import { typeOf } from '#site/media-types.js';
import { openPage, type Served } from '../support/chromium.js';
import { LabPage, ROWS_AS_ELEMENTS } from '../support/lab-page.js';
import { LONG_PATIENCE } from '../support/patience.js';

const site = await buildSite([await openImage('tcc'), await openImage('gcc')]);
const files = Object.fromEntries(
  [...site.files.all].map(([name, content]): [string, Served] => [`/${name}`, { type: typeOf(name), content }]),
);
const index = files['/index.html'];
assert.ok(index);
const [, gcc] = site.kit.parts.images;
assert.ok(gcc);

const ATOMIC = `#include <stdatomic.h>
#include <stdio.h>

int main(void) {
    atomic_int n = 41;
    atomic_fetch_add(&n, 1);
    printf("n is %d\\n", n);
    return 0;
}
`;

/** Bytes of the other image that are kept for visits without a network. */
const KEPT = `(async () => {
  for (const name of await caches.keys())
    if (await (await caches.open(name)).match(${JSON.stringify(gcc.artefacts.stateZst)})) return true;
  return false;
})()`;

test(
  'what tcc lacks is offered with gcc, which is loaded then, kept, and there without a network',
  { timeout: LONG_PATIENCE },
  async () => {
    await using lab = await LabPage.of(await openPage({ ...files, '/': index }, '/', ROWS_AS_ELEMENTS));
    const { page } = lab;
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname.slice(1)));
    await lab.prompted();
    await lab.write(ATOMIC);
    await lab.run();
    await lab.until(`/tcc cannot compile this program, but gcc can/.test(document.querySelector('.offer')?.innerText)`);
    assert.ok(!loaded.some((name) => Object.values(gcc.artefacts).includes(name)), 'nothing of gcc is loaded unasked');
    const starting = await lab.witness('.session-start');
    await lab.press('Compile with gcc');
    await lab.shows('Terminal 1', '^\\$ gcc ');
    await lab.shows('Terminal 1', '^n is 42');
    assert.match((await starting()).join('\n'), /[0-9.]+ of [0-9.]+ MB/);
    assert.ok(loaded.includes(gcc.artefacts.stateZst));
    assert.equal(await page.evaluate(`document.querySelector('.offer') === null`), true);
    while ((await page.evaluate(KEPT)) !== true) await new Promise((resolve) => setTimeout(resolve, 100));
    await page.setOfflineMode(true);
    await page.reload();
    await lab.shows('Terminal 1', 'student@ipclab:~/');
    await page.select('select[aria-label="Compiler"]', gcc.manifest.digest);
    await lab.until(
      `document.querySelector('select[aria-label="Compiler"]').value === ${JSON.stringify(gcc.manifest.digest)}`,
    );
    await lab.run();
    await lab.shows('Terminal 1', '^n is 42');
    lab.assertCalm();
  },
);
