// The system's Chromium with one page, and a server for it on this machine alone.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launch, type Page } from 'puppeteer-core';
import { ensureTools } from '../../src/builder/tools.js';

export interface Served {
  readonly type: string;
  readonly content: Uint8Array | string;
}

export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  /** What the page or its workers complained about. */
  readonly errors: readonly string[];
}

/** Opens `/` of a site that is these files and nothing else. */
export async function openPage(files: Readonly<Record<string, Served>>): Promise<OpenPage> {
  await ensureTools({ chromium: 'chromium' }, 'the browser tests', (line) => process.stderr.write(`${line}\n`));
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' });
    response.end(file?.content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    page,
    errors,
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      server.close();
    },
  };
}
