// The server's own API, as its client and as anybody else meets it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { GradingClient } from '#api/client.js';
import { openApi } from '#api/openapi.js';
import type { Grading, Problem } from '#api/schema.js';
import type { GradingHost } from '#classroom/hosts/host.js';
import { Keys } from '#sandbox/keys.js';
import type { GradingEnd } from '#sandbox/gradings.js';
import { IpclabError } from '#util/error.js';
import { Slots } from '#work/slots.js';
import { FakeHost, outcome } from '../../support/classroom/results.js';
import { slowMachine, wholeMachine } from '../../support/queue/parts.js';
import { gradingsWith, serverWith } from '../../support/sandbox.js';

const KEYS = ['0123456789abcdef', 'fedcba9876543210'] as const;
const LAB = { name: 'lab', title: 'A lab', tasks: [] };
const faults: string[] = [];
const ends: GradingEnd[] = [];

async function serverOf(
  host: GradingHost,
  { keys, queue = 1 }: { keys?: Keys; queue?: number } = {},
): Promise<FastifyInstance> {
  const onFault = (fault: string): number => faults.push(fault);
  const gradings = gradingsWith({
    host,
    slots: new Slots(1, queue),
    onFault,
    onEnd: (end) => ends.push(end),
  });
  const labs = { descriptions: [LAB], has: (name: string) => name === 'lab' };
  return serverWith({ gradings, labs, keys, onFault });
}

/** The client's way to a server that listens nowhere. */
function clientOf(app: FastifyInstance, key?: string): GradingClient {
  const ask: typeof fetch = async (input, init) => {
    const { pathname, search } = new URL(input as URL);
    const { statusCode, body, headers } = await app.inject({
      method: (init?.method ?? 'GET') as 'GET',
      url: pathname + search,
      headers: init?.headers as Record<string, string>,
      ...(typeof init?.body === 'string' ? { payload: init.body } : {}),
    });
    return new Response(statusCode === 204 ? null : body, {
      status: statusCode,
      headers: headers as Record<string, string>,
    });
  };
  return new GradingClient('http://server.example', { key, fetch: ask });
}

const post = (body: unknown, headers = {}): InjectOptions => ({
  method: 'POST',
  url: '/grade',
  headers: { 'content-type': 'application/json', ...headers },
  payload: typeof body === 'string' ? body : JSON.stringify(body),
});

const work = (source = 'a'): object => ({ lab: 'lab', files: { 'count.c': source } });

async function send(app: FastifyInstance, body: unknown, headers = {}): Promise<Grading> {
  const { statusCode, body: text } = await app.inject(post(body, headers));
  assert.equal(statusCode, 202, text);
  return JSON.parse(text) as Grading;
}

async function refusal(app: FastifyInstance, asked: InjectOptions | string): Promise<string> {
  const { statusCode, body } = await app.inject(asked);
  return `${statusCode}: ${(JSON.parse(body) as Problem).error}`;
}

describe('the API for grading', () => {
  it('grades what a client sends, as a class is graded, and forgets it then', async () => {
    const host = wholeMachine();
    await using app = await serverOf(host);
    const client = clientOf(app);
    assert.deepEqual(await client.labs(), [LAB]);
    const student = { id: 's1', name: 'Ada' };
    const result = await client.grade({ lab: 'lab', files: { 'work/COUNT.C': { base64: btoa('a') } }, student });
    assert.deepEqual([result.status, result.points, result.submission.student], ['graded', 1, student]);
    assert.deepEqual(
      result.submission.files.map(({ path }) => path),
      ['COUNT.C'],
    );
    const again = await client.grade({ lab: 'lab', files: { 'COUNT.C': 'a' }, student, audience: 'instructor' });
    assert.equal(again.digest, result.digest, 'the same work has the same result');
  });

  it('answers who waits as soon as there is a result, and who asks meanwhile, how far it is', async () => {
    const slow = slowMachine();
    await using app = await serverOf(slow.host);
    const { id } = await send(app, work());
    const second = await send(app, work('b'));
    await slow.asked;
    assert.deepEqual((await app.inject(`/grade/${id}`)).json(), { id, state: 'running' });
    assert.deepEqual((await app.inject(`/grade/${second.id}?wait=0`)).json(), { id: second.id, state: 'waiting' });
    const first = app.inject(`/grade/${id}?wait=60`);
    const newer = app.inject(`/grade/${id}?wait=60`);
    // One waits at a time, so that nobody can hold connections without end.
    assert.deepEqual((await first).json(), { id, state: 'running' });
    slow.goOn();
    assert.equal((await newer).json<Grading>().state, 'done');
    assert.equal((await app.inject(`/grade/${id}`)).json<Grading>().state, 'done', 'until it is forgotten');
    assert.equal((await app.inject({ method: 'DELETE', url: `/grade/${id}` })).statusCode, 204);
    assert.match(await refusal(app, `/grade/${id}`), /^404: there is no such grading/);
  });

  it('tells who waits for a grading at once when it is given up, by its client or with the server', async () => {
    const slow = slowMachine();
    const slots = new Slots(1, 1);
    const gradings = gradingsWith({ host: slow.host, slots, onFault: () => undefined, onEnd: () => undefined });
    const start = (source: string): string => {
      const id = gradings.start({ lab: 'lab', files: { 'count.c': source }, audience: 'student' }, 1, 'me');
      assert.ok(id);
      return id;
    };
    const first = start('a');
    await slow.asked;
    const second = start('b');
    const waits = gradings.look(first, 'me', 60);
    assert.ok(gradings.forget(first, 'me'));
    assert.equal(await waits, undefined);
    const goneBefore = await gradings.look(second, 'me', 60, AbortSignal.abort());
    assert.equal(goneBefore?.id, second, 'who is gone already is not waited for');
    const other = gradings.look(second, 'me', 60);
    gradings.end();
    assert.equal(await other, undefined);
    slow.goOn();
  });

  it('sends away who comes when as much waits as may, and says when to come again', async () => {
    const slow = slowMachine();
    await using app = await serverOf(slow.host, { queue: 0 });
    const { id } = await send(app, work());
    const { statusCode, headers } = await app.inject(post(work('b')));
    assert.deepEqual([statusCode, headers['retry-after']], [503, '5']);
    await app.inject({ method: 'DELETE', url: `/grade/${id}` });
    slow.goOn();
  });

  it('says of work that holds nothing to grade why it is rejected', async () => {
    await using app = await serverOf(wholeMachine());
    const client = clientOf(app);
    for (const [files, reason] of [
      [{}, /holds no file/],
      [{ 'notes.pdf': 'x' }, /holds no source file/],
      [{ '../../count.c': 'x' }, /leads out of the folder/],
      [{ '/etc/passwd': 'x' }, /its path is absolute/],
    ] as const) {
      const result = await client.grade({ lab: 'lab', files });
      assert.equal(result.status, 'rejected');
      assert.match(result.reason ?? '', reason);
    }
  });

  it('tells a failure of machines from one of the server, and says nothing of either but a sentence', async () => {
    const lost = new FakeHost(() => Promise.reject(new IpclabError('machine-lost', 'the worker ended')));
    await using app = await serverOf(lost);
    const result = await clientOf(app).grade({ lab: 'lab', files: { 'count.c': 'a' } });
    assert.deepEqual([result.status, result.reason], ['error', 'the worker ended']);
    const broken = new FakeHost(() => Promise.reject(new Error('secret detail')));
    await using other = await serverOf(broken);
    await assert.rejects(clientOf(other).grade({ lab: 'lab', files: { 'count.c': 'a' } }), {
      code: 'machine-lost',
      message: 'http://server.example/: the server failed; its keeper has been told',
    });
    assert.match(faults.join('\n'), /secret detail\n +at /);
    assert.deepEqual(ends.slice(-2), ['error', 'failed']);
  });

  it('describes itself, to whoever asks', async () => {
    await using app = await serverOf(wholeMachine(), { keys: new Keys([[KEYS[0], 0]]) });
    assert.deepEqual((await app.inject('/openapi.json')).json(), JSON.parse(JSON.stringify(openApi())));
  });
});

describe('requests that are not as they should be', () => {
  it('are refused with the place and the cure', async () => {
    await using app = await serverOf(wholeMachine());
    const cure = '; /openapi.json says how it should be';
    for (const [body, sentence] of [
      ['', /^400: the request: is not JSON/],
      ['[]', /^400: the request: Invalid input: expected object/],
      [{ lab: 'lab' }, /^400: the request: files: /],
      [{ ...work(), more: 1 }, /^400: the request: Unrecognized key: "more"/],
      [{ lab: 'lab', files: { 'count.c': 7 } }, /^400: the request: files\.count\.c/],
      [{ lab: 'lab', files: { 'count.c': { base64: '§' } } }, /^400: the request: files\.count\.c\.base64/],
      [
        { lab: 'lab', files: Object.fromEntries(Array.from({ length: 501 }, (_, n) => [n, ''])) },
        /more than 500 files/,
      ],
    ] as const) {
      const said = await refusal(app, post(body));
      assert.match(said, sentence);
      assert.ok(said.endsWith(cure), said);
    }
    assert.match(await refusal(app, post({ ...work(), lab: '../../etc' })), /^404: there is no such lab/);
    for (const wait of ['-1', '61', 'x', 'Infinity'])
      assert.match(await refusal(app, `/grade/x?wait=${wait}`), /^400: the request: wait/);
    for (const id of ['x', '%2e%2e%2f', '__proto__']) assert.match(await refusal(app, `/grade/${id}`), /^404: /);
    assert.match(await refusal(app, { method: 'PUT', url: '/grade' }), /^405: /);
    assert.equal((await app.inject(post('x'.repeat(17 * 1024 * 1024)))).statusCode, 413);
  });

  it('of a client without a key, or with that of another, come to nothing', async () => {
    const keys = new Keys([
      [KEYS[0], 2],
      [KEYS[1], 0],
    ]);
    await using app = await serverOf(wholeMachine(), { keys });
    assert.equal(await refusal(app, post(work())), '403: Missing API key');
    assert.equal(await refusal(app, { url: '/labs', headers: { 'x-api-key': 'guess' } }), '403: Unknown API key');
    const [own, others] = [{ 'x-api-key': KEYS[0] }, { 'x-api-key': KEYS[1] }];
    const { id } = await send(app, work(), own);
    assert.match(await refusal(app, { url: `/grade/${id}`, headers: others }), /^404: /);
    assert.match(await refusal(app, { method: 'DELETE', url: `/grade/${id}`, headers: others }), /^404: /);
    const found = await app.inject({ url: `/grade/${id}?wait=60`, headers: own });
    assert.equal(found.json<Grading>().state, 'done');
    // Of runs an hour a grading is one, whichever of the APIs it comes by.
    const run = { method: 'POST', url: '/restapi/runs', headers: own, payload: '' } as const;
    assert.equal((await app.inject(run)).statusCode, 400);
    assert.equal((await app.inject(run)).statusCode, 429);
    assert.match(await refusal(app, post(work(), own)), /^429: Max RUN rate/);
  });

  it('end where nobody waits for them any more', async () => {
    const asked: (AbortSignal | undefined)[] = [];
    const host = new FakeHost((source, signal) => {
      asked.push(signal);
      return source === 'endless' ? new Promise(() => undefined) : Promise.resolve(outcome(source));
    });
    const stop = new AbortController();
    await using app = await serverOf(host);
    const waiting = clientOf(app).grade({ lab: 'lab', files: { 'count.c': 'endless' } }, stop.signal);
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await assert.rejects(waiting, { code: 'aborted' });
    assert.equal(asked[0]?.aborted, true);
  });
});
