// The built page on this machine alone.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path/posix';
import sirv from 'sirv';
import { listenError } from '#node/listen-error.js';
import { CONTENT_SECURITY_POLICY } from './policy.js';
import { ASSETS } from './site-files.js';
import { typeOf } from './media-types.js';

const HOST = '127.0.0.1';
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_FIRST = 'no-cache';

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

export interface SiteServer extends AsyncDisposable {
  readonly url: URL;
}

/**
 * Serves a folder that {@link writeSite} wrote.
 *
 * @param port 0: any that is free
 * @throws IpclabError `usage` when the port cannot be had
 */
export async function serveSite(folder: string, port: number): Promise<SiteServer> {
  const server = createServer(siteHandler(folder));
  await listen(server, port);
  return {
    url: new URL(`http://${HOST}:${(server.address() as AddressInfo).port}/`),
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function siteHandler(folder: string): (request: IncomingMessage, response: ServerResponse) => void {
  const files = sirv(folder, {
    // Looks at the disk for each request: the page may be built anew meanwhile.
    dev: true,
    etag: true,
    brotli: true,
    gzip: true,
    extensions: ['html'],
    setHeaders: (response, path) => {
      const isAsset = path.startsWith(`/${ASSETS}`);
      const name = path.endsWith('/') ? `${path}index.html` : path;
      if (isAsset || extname(name) !== '') response.setHeader('content-type', typeOf(name));
      response.setHeader('cache-control', isAsset ? FOR_EVER : ASK_FIRST);
    },
  });
  return (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    // Other sites embed a lab by this script; said with a 304 too.
    if (request.url?.startsWith('/ipc-lab.js')) response.setHeader('cross-origin-resource-policy', 'cross-origin');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      sayStatus(response, 405, 'method not allowed');
      return;
    }
    files(request, response, () => {
      sayStatus(response, 404, 'not found');
    });
  };
}

function sayStatus(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(listenError(error, HOST, port));
    });
    server.listen(port, HOST, resolve);
  });
}
