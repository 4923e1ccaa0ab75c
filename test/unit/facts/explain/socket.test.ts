// Sockets in the rest of the sentence after `waits in NAME`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionWords, socketWords } from '#facts/explain/socket.js';
import type { Socket } from '#facts/types.js';

const SOCKET: Socket = { inode: 9, kind: 'tcp', listens: false, local: '127.0.0.1:5000', remote: null };

test('where somebody has to connect to: a port, where any address of the machine will do', () => {
  const words = (address: string | null): string => connectionWords({ kind: 'connection', descriptor: 3, address });
  assert.equal(words('0.0.0.0:5000'), 'for somebody to connect to port 5000 (descriptor 3)');
  assert.equal(words('[::]:5000'), 'for somebody to connect to port 5000 (descriptor 3)');
  assert.equal(words('127.0.0.1:5000'), 'for somebody to connect to 127.0.0.1:5000 (descriptor 3)');
  assert.equal(words('@abstract'), 'for somebody to connect to @abstract (descriptor 3)');
  assert.equal(words(null), 'for somebody to connect to the socket of descriptor 3');
});

test('of a connection, who holds the other end; of a socket alone, its address', () => {
  const words = (part: Partial<Socket>, ...descriptors: number[]): string => {
    const holders = descriptors.length === 0 ? [] : [{ pid: 7, name: 'server', itself: false, descriptors }];
    return socketWords({ kind: 'socket', descriptor: 4, socket: { ...SOCKET, ...part }, holders });
  };
  assert.equal(words({}), 'on the socket of descriptor 4, whose address is 127.0.0.1:5000');
  assert.equal(words({ local: null }), 'on the socket of descriptor 4');
  const remote = '127.0.0.1:6000';
  assert.equal(words({ remote }), 'on the socket of descriptor 4, connected to 127.0.0.1:6000');
  assert.equal(
    words({ remote }, 3, 5),
    'on the socket of descriptor 4, connected to 127.0.0.1:6000, whose other end server (7) holds on descriptors 3 and 5',
  );
});
