// Clients that hold a server up, as many as there may be: it goes on answering those who do not.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { languages, listening, open, SLOW } from '../../support/clients.js';
import { gradingsWith, serverWith } from '../../support/sandbox.js';

const MIB = 1024 * 1024;

const onFault = (fault: string): void => {
  throw new Error(fault);
};

describe('a server among hostile clients', () => {
  it('ends a connection on which a head does not come to its end', async () => {
    await using app = await serverWith({ onFault, bounds: { headersTimeout: 50 } });
    const { port } = await listening(app);
    const socket = await open(port, SLOW[0]);
    await once(socket.resume(), 'close');
  });

  it('keeps no answers without end for those who do not read them', async () => {
    const labs = { has: () => true, descriptions: [{ name: 'x'.repeat(16 * MIB), title: '', tasks: [] }] };
    const bounds = { answers: 40 * MIB };
    await using app = await serverWith({ onFault, bounds, labs, gradings: gradingsWith({}) });
    const { port } = await listening(app);
    const request = 'GET /labs HTTP/1.1\r\nhost: x\r\n\r\n';
    const first = await open(port, request);
    const gone = once(first, 'close');
    await once(first.pause(), 'readable');
    const others = [await open(port, request), await open(port, request)];
    for (const socket of others) await once(socket, 'readable');
    first.resume();
    await gone;
    assert.equal(await languages(port), 200);
    for (const socket of others) socket.destroy();
  });

  it('ends a connection on which nothing of an answer is read', async () => {
    const labs = { has: () => true, descriptions: [{ name: 'x'.repeat(16 * MIB), title: '', tasks: [] }] };
    await using app = await serverWith({ onFault, bounds: { answerTimeout: 50 }, labs });
    const { port, connections } = await listening(app);
    const socket = await open(port, 'GET /labs HTTP/1.1\r\nhost: x\r\n\r\n');
    socket.pause();
    while ((await connections()) > 0) await new Promise((resolve) => setImmediate(resolve));
    socket.destroy();
  });
});
