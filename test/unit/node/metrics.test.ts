// What a service says to who looks after it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Counter } from 'prom-client';
import { metricsAddress, processMetrics, serveMetrics } from '#node/metrics.js';

test('metrics are text for Prometheus, and health is a status that says why', async () => {
  const registry = processMetrics();
  new Counter({ name: 'ipclab_jobs_total', help: 'Jobs', labelNames: ['result'], registers: [registry] }).inc({
    result: 'done',
  });
  const state: { ailment?: string } = {};
  await using server = await serveMetrics({ host: '127.0.0.1', port: 0 }, registry, () => state.ailment);
  const get = (path: string, method = 'GET'): Promise<Response> => fetch(new URL(path, server.url), { method });
  const metrics = await get('metrics');
  assert.match(metrics.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  const text = await metrics.text();
  assert.match(text, /^# TYPE ipclab_jobs_total counter\nipclab_jobs_total\{result="done"\} 1$/m);
  assert.match(text, /^process_resident_memory_bytes \d+$/m);
  const well = await get('health');
  assert.deepEqual([well.status, await well.json()], [200, { status: 'ok' }]);
  state.ailment = 'the queue is away';
  const ill = await get('health');
  assert.deepEqual([ill.status, await ill.json()], [503, { status: 'failing', why: 'the queue is away' }]);
  assert.deepEqual([(await get('')).status, (await get('metrics', 'POST')).status], [404, 404]);
});

test('an address is a port of this machine, or says which host', () => {
  assert.deepEqual(metricsAddress('9100'), { host: '127.0.0.1', port: 9100 });
  assert.deepEqual(metricsAddress('0.0.0.0:9100'), { host: '0.0.0.0', port: 9100 });
  assert.deepEqual(metricsAddress('[::1]:0'), { host: '::1', port: 0 });
  for (const text of ['', 'x', '70000', 'http://h:1', ':1'])
    assert.throws(() => metricsAddress(text), { code: 'usage', message: /is no address to listen at; give PORT/ });
});

test('a port that is taken is told of', async () => {
  await using first = await serveMetrics({ host: '127.0.0.1', port: 0 }, processMetrics(), () => undefined);
  const port = Number(first.url.port);
  await assert.rejects(
    serveMetrics({ host: '127.0.0.1', port }, processMetrics(), () => undefined),
    /is in use/,
  );
});
