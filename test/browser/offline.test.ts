// Visits without a network, and the change from one version of the page to the next.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { Served } from '../support/chromium.js';
import { openPlainSite, siteFiles } from '../support/site.js';
import { Student } from '../support/student.js';
import { LONG_PATIENCE } from '../support/patience.js';

const PATH = '/lab/';

/** Waits until a service worker has installed a version, and says whether it has taken over. */
function installed(page: Page, which: 'active' | 'waiting'): Promise<unknown> {
  return page.evaluate(`(async () => {
    const registration = await navigator.serviceWorker.register('sw.js');
    await registration.update().catch(() => undefined);
    while (!registration.${which} || registration.installing) {
      const worker = registration.installing;
      if (!worker) break;
      await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
    }
    return Boolean(registration.${which});
  })()`);
}

const title = (page: Page): Promise<string> => page.title();
const caches = (page: Page): Promise<unknown> => page.evaluate('caches.keys().then((names) => names.length)');
const digest = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('base64');

/** The site with another title, as a build of another version would be. */
async function nextVersion(): Promise<Record<string, Served>> {
  const files = await siteFiles(PATH);
  const index = Buffer.from(files[`${PATH}index.html`]?.content ?? '').toString();
  const version = /"version":"([0-9a-f]{64})"/.exec(index)?.[1] ?? '';
  const next = 'f'.repeat(64);
  const changed = index
    .replace('<title>ipclab<', '<title>next<')
    .replace('"title":"ipclab"', '"title":"next"')
    .replace(version, next);
  const worker = Buffer.from(files[`${PATH}sw.js`]?.content ?? '').toString();
  const html = { type: 'text/html', content: changed };
  return {
    ...files,
    [PATH]: html,
    [`${PATH}index.html`]: html,
    [`${PATH}sw.js`]: {
      type: 'text/javascript',
      content: worker.replace(digest(index), digest(changed)).replace(version, next),
    },
  };
}

test('after one visit the page loads with the network cut', { timeout: LONG_PATIENCE }, async () => {
  await using open = await openPlainSite(PATH);
  assert.equal(await installed(open.page, 'active'), true);
  await open.page.setOfflineMode(true);
  for (const address of ['', 'index.html', '?from=link', '#pipes/eof']) {
    await open.page.goto(new URL(address, open.url).href);
    await open.page.reload();
    assert.equal(await title(open.page), 'ipclab', address);
    await open.page.waitForSelector('#app > *');
  }
});

test('with the network cut a reload reaches a prompt, compiles and checks', { timeout: LONG_PATIENCE }, async () => {
  await using open = await openPlainSite(PATH);
  const student = new Student(open.page);
  await student.sees(/^Ready$/);
  assert.equal(await installed(open.page, 'active'), true);
  await open.page.setOfflineMode(true);
  await student.opens('pipes/loopback');
  await open.page.reload();
  await student.sees(/^Ready$/);
  await student.runs();
  await student.until('.terminal-note', /^loopback .*status 0/);
  await student.press('Check');
  await student.until('.checks', /pipes\/loopback: all \d+ checks passed/);
  assert.deepEqual(open.errors, []);
});

test(
  'a newer version waits until it is asked for, then takes over whole, and the old one is removed',
  { timeout: LONG_PATIENCE },
  async () => {
    let served: Record<string, Served> = {};
    await using open = await openPlainSite(PATH, (files) => {
      served = files;
    });
    assert.equal(await installed(open.page, 'active'), true);
    await open.page.reload();
    Object.assign(served, await nextVersion());
    assert.equal(await installed(open.page, 'waiting'), true);
    assert.equal(await caches(open.page), 2);
    await open.page.reload();
    assert.equal(await title(open.page), 'ipclab');
    const loaded = open.page.waitForNavigation();
    await new Student(open.page).press('Load the newer version');
    await loaded;
    assert.equal(await title(open.page), 'next');
    await open.page.setOfflineMode(true);
    await open.page.reload();
    assert.equal(await title(open.page), 'next');
    assert.equal(await caches(open.page), 1);
  },
);

test(
  'a version that is not whole on the server is not installed; the one before stays',
  { timeout: LONG_PATIENCE },
  async () => {
    let served: Record<string, Served> = {};
    await using open = await openPlainSite(PATH, (files) => {
      served = files;
    });
    assert.equal(await installed(open.page, 'active'), true);
    const next = await nextVersion();
    const page = served[PATH];
    // The service worker is already the next version's, the page is still the one before.
    Object.assign(served, next, { [PATH]: page });
    assert.equal(await installed(open.page, 'waiting'), false);
    await open.page.setOfflineMode(true);
    await open.page.reload();
    assert.equal(await title(open.page), 'ipclab');
  },
);

test('without service workers the page works all the same', async () => {
  await using open = await openPlainSite(PATH, (files) => {
    files[`${PATH}sw.js`] = { type: 'text/javascript', content: 'throw new Error("damaged")' };
  });
  await open.page.waitForSelector('#app > *');
  await open.page.reload();
  assert.equal(await title(open.page), 'ipclab');
  assert.deepEqual(open.errors, []);
});
