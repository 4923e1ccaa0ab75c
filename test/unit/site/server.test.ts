import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { SiteFiles } from '#site/site-files.js';
import { serveSite } from '#site/server.js';
import { writeSite } from '#site/write.js';

const parent = await mkdtemp(join(tmpdir(), 'ipclab-serve-'));
await writeFile(join(parent, 'secret.txt'), 'not part of the site');
const folder = join(parent, 'out');
const PAGE = '<!doctype html>'.padEnd(4000, ' ');
const files = new SiteFiles();
files.add('index.html', PAGE);
const script = files.addAsset('page.js', 'export {};');
const wasm = files.addAsset('v86.wasm', new Uint8Array([0, 97, 115, 109]));
const state = files.addAsset('state.bin.zst', new Uint8Array(1000));
await writeSite(files, folder);
const server = await serveSite(folder, 0);
after(async () => {
  await server[Symbol.asyncDispose]();
  await rm(parent, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The path is sent as it is, not as a browser would first tidy it. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = server.url;
    request({ hostname, port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end();
  });
}

test('each file is sent as what it is, and never as what a browser guesses', async () => {
  const expected = {
    '/': 'text/html; charset=utf-8',
    '/index.html': 'text/html; charset=utf-8',
    [`/${script}`]: 'text/javascript; charset=utf-8',
    [`/${wasm}`]: 'application/wasm',
    [`/${state}`]: 'application/zstd',
  };
  for (const [path, type] of Object.entries(expected)) {
    const { status, headers } = await ask(path);
    assert.deepEqual(
      [status, headers['content-type'], headers['x-content-type-options']],
      [200, type, 'nosniff'],
      path,
    );
  }
});

test('the policy lets in the own files and WebAssembly, and nothing else', async () => {
  const { headers } = await ask('/');
  assert.equal(
    headers['content-security-policy'],
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; " +
      "img-src 'self' data:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'",
  );
});

test('what has its digest in its name is kept for ever, everything else is asked for', async () => {
  assert.equal((await ask(`/${script}`)).headers['cache-control'], 'public, max-age=31536000, immutable');
  const { headers } = await ask('/');
  assert.equal(headers['cache-control'], 'no-cache');
  const again = await ask('/', { 'if-none-match': headers.etag ?? '' });
  assert.deepEqual([again.status, again.body.length], [304, 0]);
});

test('a browser gets the best compression that it takes, and what is compressed already as it is', async () => {
  const brotli = await ask('/', { 'accept-encoding': 'gzip, deflate, br' });
  assert.equal(brotli.headers['content-encoding'], 'br');
  assert.equal(brotliDecompressSync(brotli.body).toString(), PAGE);
  const gzip = await ask('/', { 'accept-encoding': 'gzip' });
  assert.equal(gzip.headers['content-encoding'], 'gzip');
  assert.equal(gunzipSync(gzip.body).toString(), PAGE);
  assert.match(gzip.headers.vary ?? '', /accept-encoding/i);
  const plain = await ask('/');
  assert.deepEqual([plain.headers['content-encoding'], plain.body.toString()], [undefined, PAGE]);
  assert.equal((await ask(`/${state}`, { 'accept-encoding': 'br' })).headers['content-encoding'], undefined);
});

test('nothing outside the folder is ever sent', async () => {
  const paths = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '//secret.txt',
    '/%00',
  ];
  for (const path of [...paths, '/..%5csecret.txt', '/%', '/nothing-here']) {
    const { status, body } = await ask(path);
    assert.deepEqual([status, body.toString()], [404, 'not found\n'], path);
  }
});

test('the server only gives', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const { status, headers } = await ask('/', {}, method);
    assert.deepEqual([status, headers.allow], [405, 'GET, HEAD'], method);
  }
  const head = await ask('/', {}, 'HEAD');
  assert.deepEqual([head.status, head.body.length], [200, 0]);
});

test('a port that somebody else has is named, with what to do', async () => {
  const port = Number(server.url.port);
  await assert.rejects(serveSite(folder, port), {
    code: 'usage',
    message: `port ${port} of 127.0.0.1 is in use; choose another with --port, or 0 for any that is free`,
  });
});

test('a site that is written again takes the place of the one before, whole', async () => {
  const next = new SiteFiles();
  next.add('index.html', 'second');
  const other = next.addAsset('page.js', 'export const second = 2;');
  await writeSite(next, folder);
  assert.equal((await ask('/')).body.toString(), 'second');
  assert.equal((await ask(`/${other}`)).status, 200);
  assert.equal((await ask(`/${script}`)).status, 404);
});
