import assert from 'node:assert/strict';
import { test } from 'node:test';
import { socketOf } from '#facts/parse/socket.js';

const NOWHERE = '00000000:0000';

function local(table: string, text: string): string | null | undefined {
  return socketOf({ inode: 7, table, listens: false, local: text, remote: NOWHERE })?.local;
}

test('addresses are in words of 32 bits, the lowest byte first', () => {
  assert.deepEqual(socketOf({ inode: 7, table: 'tcp', listens: true, local: '0100007F:1388', remote: NOWHERE }), {
    inode: 7,
    kind: 'tcp',
    listens: true,
    local: '127.0.0.1:5000',
    remote: null,
  });
  assert.equal(local('udp', '00000000:0035'), '0.0.0.0:53');
  assert.equal(local('udp', NOWHERE), null);
});

test('IPv6 addresses are written as people write them', () => {
  assert.equal(local('tcp6', '00000000000000000000000000000000:1388'), '[::]:5000');
  assert.equal(local('udp6', '00000000000000000000000001000000:1388'), '[::1]:5000');
  assert.equal(local('tcp6', 'B80D0120000000000000000001000000:0001'), '[2001:db8::1]:1');
  assert.equal(local('tcp6', '0000000000000000FFFF00000100007F:1388'), '127.0.0.1:5000');
});

test('a UNIX socket has the name that it was bound to', () => {
  const found = socketOf({ inode: 7, table: 'unix', listens: true, local: '@a b', remote: '-' });
  assert.deepEqual(found, { inode: 7, kind: 'unix', listens: true, local: '@a b', remote: null });
});

test('what is no socket is none', () => {
  assert.equal(socketOf({ inode: 7, table: 'raw', listens: false, local: NOWHERE, remote: NOWHERE }), null);
  for (const text of ['', '0100007F', '0100007:1388', '0100007F:13888', 'x'])
    assert.equal(local('tcp', text), undefined, text);
});
