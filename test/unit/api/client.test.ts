// What a client does when the server is busy, forgets, is away, or is none.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GradingClient } from '#api/client.js';

const REQUEST = { lab: 'lab', files: { 'count.c': '' } };

/** A client of a server that gives these answers in their order to what is no DELETE, and what it was asked. */
function clientOf(...answers: (() => Response)[]): { client: GradingClient; asked: string[] } {
  const asked: string[] = [];
  const fetch = (input: unknown, init?: RequestInit): Promise<Response> => {
    asked.push(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`);
    if (init?.method === 'DELETE') return Promise.resolve(new Response(null, { status: 204 }));
    const answer = answers.shift();
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('fetch failed'));
  };
  return { client: new GradingClient('http://server.example/ipclab', { fetch }), asked };
}

const answer =
  (status: number, body: unknown, headers = {}) =>
  (): Response =>
    new Response(JSON.stringify(body), { status, headers });

const busy = answer(503, { error: 'as much waits already as may' }, { 'retry-after': '0' });
const accepted = answer(202, { id: 'one', state: 'waiting' });
const unknown = answer(404, { error: 'there is no such grading' });
const failed = answer(200, { id: 'one', state: 'failed', reason: 'the server failed' });

describe('a client of the API for grading', () => {
  it('comes again to a server that is busy, asks until there is an end, and lets it forget', async () => {
    const running = answer(200, { id: 'one', state: 'running' });
    const { client, asked } = clientOf(busy, busy, accepted, running, failed);
    await assert.rejects(client.grade(REQUEST), {
      code: 'machine-lost',
      message: 'http://server.example/ipclab/: the server failed',
    });
    assert.deepEqual(asked, [
      ...Array<string>(3).fill('POST /ipclab/grade'),
      ...Array<string>(2).fill('GET /ipclab/grade/one'),
      'DELETE /ipclab/grade/one',
    ]);
  });

  it('sends work again to a server that was started again, and gives it up when that goes on', async () => {
    const { client, asked } = clientOf(accepted, unknown, accepted, unknown, accepted, unknown);
    await assert.rejects(client.grade(REQUEST), { code: 'machine-lost', message: /has lost the work 3 times/ });
    assert.equal(asked.filter((each) => each.startsWith('POST')).length, 3);
  });

  it('says what the server refuses, that nobody answers, and that it is another server', async () => {
    const refused = answer(403, { error: 'Missing API key' });
    await assert.rejects(clientOf(refused).client.grade(REQUEST), { code: 'usage', message: /: Missing API key$/ });
    await assert.rejects(clientOf().client.grade(REQUEST), {
      code: 'usage',
      message: /nobody answers; give the address/,
    });
    const other = answer(200, { hello: 'world' });
    await assert.rejects(clientOf(other).client.labs(), {
      code: 'usage',
      message: /no server of this version of ipclab/,
    });
  });
});
