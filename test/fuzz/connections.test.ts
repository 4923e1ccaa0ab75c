// Very many clients that hold a server up.
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { languages, listening, open, SLOW } from '../support/clients.js';
import { serverWith } from '../support/sandbox.js';

test('a server answers honest clients while 10,000 hold connections with half a request each', async () => {
  const app = await serverWith({
    onFault: (fault) => {
      throw new Error(fault);
    },
  });
  const { port, connections } = await listening(app);
  const all: Socket[] = [];
  for (let wave = 0; wave < 20; wave++) {
    const some = Array.from({ length: 500 }, (_, n) => open(port, SLOW[n % SLOW.length] ?? ''));
    assert.equal(await languages(port), 200);
    all.push(...(await Promise.all(some)));
  }
  assert.equal(all.length, 10_000);
  assert.equal(await languages(port), 200);
  assert.ok((await connections()) <= 1000);
  // Who has not sent a whole request does not hold up its end either.
  await app.close();
  for (const socket of all) socket.destroy();
});
