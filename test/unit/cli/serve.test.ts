// A server that nobody meant to start is not started.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { serveCommand } from '#cli/commands/serve.js';
import { serveSandbox } from '#sandbox/serve.js';
import { serveSite } from '#site/server.js';

describe('ipclab serve', () => {
  it('refuses options of the API without it, and an open API without keys', async () => {
    for (const [args, sentence] of [
      [['--keys', 'file'], '--keys is of use with --api only; give both, or neither'],
      [['--host', '0.0.0.0'], '--host is of use with --api only; give both, or neither'],
      [
        ['--api', '--host', '0.0.0.0'],
        'whoever reaches 0.0.0.0 could run programs here; give --keys, or leave --host out',
      ],
    ] as const) {
      await assert.rejects(serveCommand().parseAsync(args, { from: 'user' }), { code: 'usage', message: sentence });
    }
  });

  it('names a port that somebody else has', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await assert.rejects(serveSite('.', port), {
      code: 'usage',
      message: `port ${port} of 127.0.0.1 is in use; choose another with --port, or 0 for any that is free`,
    });
    other.close();
    await once(other, 'close');
  });

  it('names a file of keys that is not there', async () => {
    const options = { host: '127.0.0.1', port: 0, queue: 1, keys: 'no/keys', onFault: () => undefined };
    await assert.rejects(serveSandbox(options), { code: 'usage', message: /no\/keys: is not there/ });
  });
});
