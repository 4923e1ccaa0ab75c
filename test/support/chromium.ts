// The system's Chromium, and servers for it on this machine alone.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launch, type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { ensureTools } from '#builder/tools.js';
import { QUIET } from '#node/chromium.js';
import { LONG_PATIENCE, PATIENCE } from './patience.js';

export interface Served {
  readonly type: string;
  readonly content: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface OpenPage extends AsyncDisposable {
  readonly browser: Browser;
  readonly page: Page;
  /** Address of the page. */
  readonly url: URL;
  /** What the page or its workers complained about, and what its content security policy kept from it. */
  readonly errors: readonly string[];
}

/** @param more of Chromium's switches */
export async function launchChromium(more: readonly string[] = []): Promise<Browser & AsyncDisposable> {
  await ensureTools({ chromium: 'chromium' }, 'the browser tests', (line) => process.stderr.write(`${line}\n`));
  const browser = await launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', ...QUIET, ...more],
    timeout: PATIENCE,
    // What a test has the page do may take as long as the test.
    protocolTimeout: LONG_PATIENCE,
  });
  return disposable(browser);
}

/** A profile with nothing in its caches and stores. */
export async function newProfile(browser: Browser): Promise<BrowserContext & AsyncDisposable> {
  return disposable(await browser.createBrowserContext());
}

function disposable<T extends { close(): Promise<void> }>(one: T): T & AsyncDisposable {
  return Object.assign(one, { [Symbol.asyncDispose]: () => one.close() });
}

export interface FileServer extends AsyncDisposable {
  readonly url: URL;
}

/** A plain server of these files and nothing else, by their paths; the files may change while it serves. */
export async function serveFiles(files: Readonly<Record<string, Served>>): Promise<FileServer> {
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain', ...file?.headers });
    response.end(file?.content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Opens `path` of a site that is these files and nothing else. */
export async function openPage(
  files: Readonly<Record<string, Served>>,
  path = '/',
  switches: readonly string[] = [],
): Promise<OpenPage> {
  const server = await serveFiles(files);
  return openUrl(new URL(path, server.url), server, switches);
}

/**
 * Opens an address in a browser of its own.
 *
 * @param server is disposed of with the page
 * @param switches of Chromium, more than the usual ones
 */
export async function openUrl(url: URL, server: AsyncDisposable, switches: readonly string[] = []): Promise<OpenPage> {
  return openIn(await launchChromium(switches), url, server);
}

/** Another page of the browser, beside the one that is open. */
export async function anotherPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  return page;
}

/** Opens an address in a browser, which is closed with the page. */
export async function openIn(browser: Browser, url: URL, server: AsyncDisposable): Promise<OpenPage> {
  const page = await anotherPage(browser);
  const errors = await collectErrors(page);
  await page.goto(url.href);
  return {
    browser,
    page,
    url,
    errors,
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** Everything that a page complains about from now on. */
export async function collectErrors(page: Page): Promise<readonly string[]> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url ?? ''}`.trim());
  });
  await page.evaluateOnNewDocument(`
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
      console.error('policy: ' + violatedDirective + ' kept out ' + blockedURI + ' at ' + sourceFile + ':' + lineNumber);
    });`);
  return errors;
}
