import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { catalogue } from '#page-data/catalogue.js';
import { embeddedSite, webSite } from '#page-data/site.js';
import { readCatalogue } from '#site/catalogue.js';
import { pageHtml } from '#site/html.js';
import { readKitPage } from '#site/kit-page.js';

const examples = await readCatalogue();

test('every example of the project is what a page reads, and comes to it unchanged', () => {
  assert.ok(examples.length > 0);
  assert.deepEqual(catalogue.parse({ examples }), { examples });
});

test('no guide of the page begins with a command line of somewhere else', () => {
  for (const { name, readme } of examples) {
    assert.doesNotMatch(readme, /<pre><code[^>]*>npx ipclab demo/, name);
    assert.match(readme, /Press <strong>Run<\/strong>/, name);
  }
});

test('a file too many and a name that no address can hold are not written', () => {
  const [first] = examples;
  assert.throws(() => catalogue.parse({ examples: [{ ...first, secret: 'the solution' }] }), /secret/);
  assert.throws(() => catalogue.parse({ examples: [{ ...first, name: '../up' }] }), /is not a name such as/);
});

test('a page is not built around data that it could not read', () => {
  const page = { title: 't', description: 'd', script: 's.js', style: 's.css', modules: [], data: [] };
  const site = { title: 't', version: 'v', catalogue: 'c.json' } as never;
  assert.throws(() => pageHtml({ ...page, site }), /parts/);
  assert.equal(webSite.safeParse({}).success, false);
  assert.equal(embeddedSite.safeParse({}).success, false);
});

test('what another version built for kits is refused with the cure', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-kit-'));
  try {
    const refused = { code: 'usage', message: /page\.json: .*; it is of another version .*make web/ };
    await writeFile(join(folder, 'page.json'), JSON.stringify({ page: 'page.js' }));
    await assert.rejects(readKitPage(folder), refused);
    await writeFile(join(folder, 'page.json'), '{');
    await assert.rejects(readKitPage(folder), refused);
    await rm(join(folder, 'page.json'));
    await assert.rejects(readKitPage(folder), { code: 'usage', message: /is not built/ });
  } finally {
    await rm(folder, { recursive: true });
  }
});
