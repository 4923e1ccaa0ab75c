import assert from 'node:assert/strict';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { bodySize, boundConnections, Budget } from '#sandbox/connections.js';
import { Keys } from '#sandbox/keys.js';
import type { Answer } from '#sandbox/runner.js';
import { serverWith } from '../../support/sandbox.js';

const API = '/jobe/index.php/restapi';
const KEY = '0123456789abcdef';
const SPEC = { language_id: 'c', sourcecode: 'int main(void) { }' };
const faults: string[] = [];

/** A server whose jobs all end so. */
function serverOf(answer: () => Answer, keys?: Keys): Promise<FastifyInstance> {
  const runner = { room: {}, run: () => Promise.resolve().then(answer) };
  return serverWith({ runner, version: 'gcc 12', keys, onFault: (fault) => faults.push(fault) });
}

const run = (spec: object, headers = {}): InjectOptions => ({
  method: 'POST',
  url: `${API}/runs/`,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  payload: JSON.stringify({ run_spec: spec }),
});

const put = (id: string, text: unknown): InjectOptions => ({
  method: 'PUT',
  url: `${API}/files/${id}`,
  payload: { file_contents: text },
});

function told({ statusCode, body }: LightMyRequestResponse): [number, unknown] {
  return [statusCode, body === '' ? '' : JSON.parse(body)];
}

describe('the API of a sandbox server', () => {
  let app: FastifyInstance;
  before(async () => {
    app = await serverOf(() => ({ is: 'overload' }));
  });
  after(() => app.close());

  it('has one language, at both of its places', async () => {
    for (const url of [`${API}/languages`, `${API}/languages/`, '/restapi/languages'])
      assert.deepEqual(told(await app.inject(url)), [200, [['c', 'gcc 12']]]);
  });

  it('keeps files for runs, by ids that are no paths', async () => {
    assert.equal((await app.inject({ method: 'HEAD', url: `${API}/files/abcdefgh12` })).statusCode, 404);
    assert.equal((await app.inject(put('abcdefgh12', 'aGk='))).statusCode, 204);
    assert.equal((await app.inject({ method: 'HEAD', url: `${API}/files/abcdefgh12` })).statusCode, 204);
    assert.match(String(told(await app.inject(put('abcdefgh12', '§')))), /^400,put: contents .* not valid base-64$/);
    assert.match(String(told(await app.inject(put('abcdefgh12', 7)))), /^400,put: missing file_contents parameter/);
    for (const id of ['short', 'a.b.c.d.e.f', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', 'a'.repeat(129)])
      assert.equal(told(await app.inject(put(id, 'aGk=')))[0], 400, id);
  });

  it('wants files first, then a language that it has', async () => {
    const missing = { ...SPEC, language_id: 'python3', file_list: [['nosuchfileid', 'file1']] };
    assert.deepEqual(told(await app.inject(run(missing))), [
      404,
      'One or more of the specified files is missing/unavailable',
    ]);
    assert.deepEqual(told(await app.inject(run({ ...SPEC, language_id: 'python3' }))), [
      400,
      "Language 'python3' is not known",
    ]);
    assert.deepEqual(told(await app.inject({ method: 'POST', url: `${API}/runs`, payload: 'x' })), [
      400,
      'Non-JSON post data received',
    ]);
  });

  it('says that it is overloaded, when it is and when a client tries it', async () => {
    for (const sourcecode of [SPEC.sourcecode, '!** TESTING OVERLOAD EXCEPTION **!']) {
      const { statusCode, body } = await app.inject(run({ ...SPEC, sourcecode }));
      const { outcome, stdout } = JSON.parse(body) as { outcome: number; stdout: string };
      assert.deepEqual([statusCode, outcome, stdout], [200, 21, '']);
    }
  });

  it('has no other methods and resources, and lets pages of other sites ask', async () => {
    assert.equal((await app.inject({ method: 'DELETE', url: `${API}/runs` })).statusCode, 405);
    assert.equal((await app.inject(`${API}/files/abcdefgh12`)).statusCode, 405);
    assert.match(
      String(told(await app.inject(`${API}/x`))),
      /^404,there is no such resource; the API of Jobe begins at/,
    );
    const { statusCode, headers } = await app.inject({
      method: 'OPTIONS',
      url: `${API}/runs`,
      headers: { origin: 'https://moodle.example', 'access-control-request-method': 'POST' },
    });
    assert.equal(statusCode, 204);
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.match(String(headers['access-control-allow-headers']), /X-API-KEY/);
  });

  it('takes no body above its limit', async () => {
    const payload = 'x'.repeat(17 * 1024 * 1024);
    assert.equal((await app.inject({ method: 'POST', url: `${API}/runs`, payload })).statusCode, 413);
  });
});

describe('a sandbox server whose work fails', () => {
  it('tells its keeper the whole, and the client that something did', async () => {
    await using app = await serverOf(() => {
      throw new Error('secret detail');
    });
    const [status, result] = told(await app.inject(run(SPEC)));
    assert.equal(status, 200);
    assert.equal((result as { outcome: number }).outcome, 20);
    assert.doesNotMatch(JSON.stringify(result), /secret detail/);
    assert.match(faults.join('\n'), /secret detail\n +at /);
  });

  it('says of a program that loses machines that it is the program', async () => {
    await using app = await serverOf(() => ({ is: 'lost' }));
    const [, result] = told(await app.inject(run(SPEC)));
    assert.equal((result as { outcome: number }).outcome, 12);
    assert.match((result as { stderr: string }).stderr, /stopped two machines/);
  });
});

describe('keys', () => {
  it('are asked for by every request, and count runs only', async () => {
    await using app = await serverOf(
      () => ({ is: 'overload' }),
      new Keys([
        [KEY, 2],
        ['fedcba9876543210', 0],
      ]),
    );
    const [missing, unknown] = [await app.inject(run(SPEC)), await app.inject(run(SPEC, { 'x-api-key': 'guess' }))];
    assert.deepEqual(told(missing), [403, 'Missing API key']);
    assert.deepEqual(told(unknown), [403, 'Unknown API key']);
    assert.equal((await app.inject(`${API}/languages`)).statusCode, 403);
    const own = { 'x-api-key': KEY };
    // Wherever they are asked for.
    const elsewhere = { ...run(SPEC, own), url: '/restapi/runs' };
    for (const [asked, status] of [
      [run(SPEC, own), 200],
      [elsewhere, 200],
      [run(SPEC, own), 429],
      [elsewhere, 429],
    ] as const)
      assert.equal((await app.inject(asked)).statusCode, status);
    assert.deepEqual(told(await app.inject(run(SPEC, own))), [429, 'Max RUN rate for this server exceeded']);
    assert.equal((await app.inject({ url: `${API}/languages`, headers: own })).statusCode, 200);
    for (let n = 0; n < 5; n++)
      assert.equal((await app.inject(run(SPEC, { 'x-api-key': 'fedcba9876543210' }))).statusCode, 200);
  });
});

describe('what many clients cost', () => {
  it('of connections that send nothing the oldest goes, and whoever is worked on stays', async () => {
    const server = createHttpServer();
    const connections = boundConnections(server, 3);
    const requested = once(server, 'request') as Promise<[{ socket: Socket }]>;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const open = async (): Promise<Socket> => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      const accepted = once(server, 'connection');
      await accepted;
      return socket;
    };
    const worked = await open();
    worked.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    connections.busy((await requested)[0].socket);
    const [first, second] = [await open(), await open()];
    const gone = once(first, 'close');
    const third = await open();
    await gone;
    assert.deepEqual(
      [worked, first, second, third].map(({ destroyed }) => destroyed),
      [false, true, false, false],
    );
    for (const socket of [worked, second, third]) socket.destroy();
    server.close();
    await once(server, 'close');
  });

  it('bodies are counted before they come', () => {
    const budget = new Budget(100);
    const size = (headers: IncomingHttpHeaders): number => bodySize({ headers }, 50);
    const release = budget.take(size({ 'content-length': '60' }));
    assert.ok(release);
    assert.equal(budget.take(size({ 'transfer-encoding': 'chunked' })), undefined);
    assert.ok(budget.take(size({})));
    release();
    assert.ok(budget.take(size({ 'transfer-encoding': 'chunked' })));
  });
});
