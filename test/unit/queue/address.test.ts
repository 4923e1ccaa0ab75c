// Addresses of a queue, and where its password may stand.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readAddress } from '#queue/address.js';
import { Folder } from '../../support/classroom/take.js';

test('an address has a host, and may have a port, a number, a user and TLS', async () => {
  const plain = await readAddress('redis://queue.example.org', {});
  assert.deepEqual(plain, {
    shown: 'redis://queue.example.org',
    connection: { host: 'queue.example.org', port: 6379, db: 0 },
  });
  const full = await readAddress('rediss://grader@[::1]:7000/3', {});
  assert.deepEqual(full.connection, { host: '::1', port: 7000, db: 3, username: 'grader', tls: {} });
  const { connection } = await readAddress('rediss://queue.example.org', {});
  assert.deepEqual(connection.tls, { servername: 'queue.example.org' });
});

test('what is no address, or has a password in it, is refused without a word of the password', async () => {
  for (const [text, message] of [
    ['localhost', /^localhost is no address of a Redis server; give redis:\/\/HOST/],
    ['http://localhost', /is no address of a Redis server/],
    ['user:hunter2@localhost', /^…@localhost is no address/],
    ['redis://localhost/x', /no number of a database/],
    ['redis://localhost/1?password=hunter2x', /no number of a database/],
    ['redis://:hunter2@localhost', /can be read by everybody.*IPCLAB_REDIS_PASSWORD_FILE/],
  ] as const) {
    await assert.rejects(readAddress(text, {}), (error: Error) => {
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    });
  }
});

test('the password comes from the environment, or from the first line of a file', async () => {
  using folder = new Folder({ password: 'hunter2\n', empty: '' });
  const at = (name: string): NodeJS.ProcessEnv => ({ IPCLAB_REDIS_PASSWORD_FILE: join(folder.path, name) });
  assert.equal((await readAddress('redis://h', { IPCLAB_REDIS_PASSWORD: 'x y' })).connection.password, 'x y');
  assert.equal((await readAddress('redis://h', at('password'))).connection.password, 'hunter2');
  await assert.rejects(readAddress('redis://h', at('empty')), /empty: its first line is empty/);
  await assert.rejects(readAddress('redis://h', at('none')), /none: is not there; let IPCLAB_REDIS_PASSWORD_FILE name/);
  await assert.rejects(
    readAddress('redis://h', { ...at('password'), IPCLAB_REDIS_PASSWORD: 'x' }),
    /are both set; leave one out/,
  );
});
