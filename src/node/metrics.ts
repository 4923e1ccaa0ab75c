// What a service says of itself to who looks after it: metrics for Prometheus, and whether it is well.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { IpclabError } from '#util/error.js';
import { listenError } from './listen-error.js';

export interface MetricsAddress {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

export interface MetricsServer extends AsyncDisposable {
  readonly url: URL;
}

const LAST_PORT = 65_535;

/**
 * @param text `PORT`, at 127.0.0.1, or `HOST:PORT`
 * @throws IpclabError `usage`
 */
export function metricsAddress(text: string): MetricsAddress {
  const { host = '127.0.0.1', port } = /^(?:(?<host>[^\s/@]+):)?(?<port>\d{1,5})$/.exec(text)?.groups ?? {};
  if (port === undefined || Number(port) > LAST_PORT)
    throw new IpclabError('usage', `${text} is no address to listen at; give PORT, or HOST:PORT`);
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

/** Metrics of this process: memory, processor time, how late its timers are. */
export function processMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/**
 * Serves `/metrics` and `/health`.
 *
 * @param ailment why it is not well; undefined: it is
 * @throws IpclabError `usage` when the port cannot be had
 */
export async function serveMetrics(
  { host, port }: MetricsAddress,
  registry: Registry,
  ailment: () => string | undefined,
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const path = request.method === 'GET' ? request.url : undefined;
    if (path === '/metrics') {
      void registry.metrics().then((text) => {
        answer(response, 200, registry.contentType, text);
      });
    } else if (path === '/health') {
      const why = ailment();
      const status = why === undefined ? { status: 'ok' } : { status: 'failing', why };
      answer(response, why === undefined ? 200 : 503, 'application/json', `${JSON.stringify(status)}\n`);
    } else answer(response, 404, 'text/plain', 'there are /metrics and /health\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(listenError(error, host, port));
    });
    server.listen(port, host, resolve);
  });
  const { address, family, port: bound } = server.address() as AddressInfo;
  return {
    url: new URL(`http://${family === 'IPv6' ? `[${address}]` : address}:${bound}/`),
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type });
  response.end(text);
}
