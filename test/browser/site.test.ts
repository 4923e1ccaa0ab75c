// The built page on a server: what it is made of, and what it may do.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { WEB_OUT } from '#node/paths.js';
import { buildSite } from '#site/build.js';
import { CONTENT_SECURITY_POLICY } from '#site/policy.js';
import { sha256 } from '#site/site-files.js';
import { serveSite } from '#site/server.js';
import { openUrl } from '../support/chromium.js';
import { ipclab, MAIN } from '../support/cli.js';
import { openPlainSite, openSite } from '../support/site.js';
import { Student } from '../support/student.js';
import { LONG_PATIENCE } from '../support/patience.js';

test('two builds of the page are the same bytes', async () => {
  const { files } = await buildSite([await openImage()]);
  const entries = await readdir(WEB_OUT, { withFileTypes: true, recursive: true });
  const onDisk = entries
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(WEB_OUT.length + 1));
  assert.deepEqual([...files.all.keys()].sort(), onDisk.sort());
  for (const [name, content] of files.all) {
    assert.equal(sha256(content), sha256(await readFile(join(WEB_OUT, name))), name);
  }
});

test('the server sends the policy, and everything that the page loads is of the site itself', async () => {
  await using open = await openSite();
  const response = await open.page.reload();
  assert.equal(response?.headers()['content-security-policy'], CONTENT_SECURITY_POLICY);
  await new Student(open.page).sees(/^Ready$/);
  const addresses = (await open.page.evaluate(
    "performance.getEntriesByType('resource').map(({ name }) => name)",
  )) as string[];
  assert.ok(addresses.length > 3);
  for (const address of addresses) assert.equal(new URL(address).origin, open.url.origin);
});

test('the policy stops inline script, inline style, evaluation and another server, and the page needs none of these', async () => {
  await using open = await openSite();
  await open.page.waitForSelector('#app > *');
  assert.deepEqual(open.errors, []);
  const probes = `(async () => {
    const kept = new Set();
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => kept.add(effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    document.head.append(style);
    // What is evaluated for a debugger may evaluate; a task of the page may not.
    await new Promise((resolve) => setTimeout(resolve));
    const evaluated = (() => { try { return new Function('return true')(); } catch { return false; } })();
    const fetched = await fetch('http://127.0.0.1:9/').then(() => true, () => false);
    const image = new Image();
    image.src = 'http://127.0.0.1:9/x.png';
    await new Promise((resolve) => (image.onerror = resolve));
    return { ran: window.ran === true, evaluated, fetched, kept: [...kept].sort() };
  })()`;
  assert.deepEqual(await open.page.evaluate(probes), {
    ran: false,
    evaluated: false,
    fetched: false,
    kept: ['connect-src', 'img-src', 'script-src', 'script-src-elem', 'style-src-elem'],
  });
});

test('on a plain server, below a path, the page is the same and holds its policy itself', async () => {
  await using open = await openPlainSite('/courses/2026/lab/');
  await open.page.waitForSelector('#app > *');
  assert.deepEqual(open.errors, []);
  const policy = await open.page.evaluate(
    `document.querySelector('meta[http-equiv="Content-Security-Policy"]').content`,
  );
  assert.equal(policy, CONTENT_SECURITY_POLICY);
  const evaluate = "new Promise((done) => setTimeout(() => { try { done(eval('1')); } catch { done('kept out'); } }))";
  assert.equal(await open.page.evaluate(evaluate), 'kept out');
});

test(
  'ipclab serve prints its address, serves the page, and ends with status 0 at Ctrl-C',
  { timeout: LONG_PATIENCE },
  async () => {
    const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const url = line.toString().trim();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.match(await (await fetch(url)).text(), /<title>ipclab<\/title>/);
    const taken = await ipclab(['serve', '--port', new URL(url).port]);
    assert.equal(taken.status, 2);
    assert.match(taken.stderr.toString(), /^ipclab: port \d+ of 127\.0\.0\.1 is in use; choose another with --port/);
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  },
);

test('over plain HTTP from another machine, as in a lab room, the page starts its machine too', async () => {
  const server = await serveSite(WEB_OUT, 0);
  const url = new URL(server.url);
  url.hostname = 'lab.test';
  await using open = await openUrl(url, server, [`--host-resolver-rules=MAP ${url.hostname} ${server.url.hostname}`]);
  assert.equal(
    await open.page.evaluate('isSecureContext || "subtle" in crypto || "serviceWorker" in navigator'),
    false,
  );
  const student = new Student(open.page);
  await student.sees(/^Ready$/);
  await student.opens('pipes/loopback');
  await student.press('Check');
  await student.until('.checks', /pipes\/loopback: all \d+ checks passed/);
  assert.deepEqual(open.errors, []);
});

test('ipclab serve refuses a port that is none', async () => {
  for (const port of ['70000', '-1', 'http', '']) {
    const { status, stderr } = await ipclab(['serve', `--port=${port}`]);
    assert.equal(status, 2, port);
    assert.match(stderr.toString(), /number from 0 to 65535/);
  }
});
