import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Descriptor, Socket } from '#facts/types.js';
import type { Obstacle } from '#facts/wait/types.js';
import { waitInAccept, waitOnSocket } from '#facts/wait/socket.js';
import { descriptorOf, factsOf, processOf, waitingIn } from '../../../support/facts.js';

const socket = (inode: number, local: string | null, remote: string | null = null): Socket => ({
  inode,
  kind: 'tcp',
  listens: remote === null,
  local,
  remote,
});
const READ_WRITE = 2;
const held = (number: number, inode: number): Descriptor => descriptorOf(number, `socket:[${inode}]`, READ_WRITE);

test('accept waits for a connection to the address of its socket', () => {
  const part = { descriptors: [held(3, 8)] };
  const accept = (number: number, sockets: Socket[]): Obstacle =>
    waitInAccept(waitingIn({ name: 'accept', arguments: [number] }, part, factsOf({ sockets })));
  const address = '0.0.0.0:5000';
  assert.deepEqual(accept(3, [socket(7, 'other'), socket(8, address)]), { kind: 'connection', descriptor: 3, address });
  assert.deepEqual(accept(3, []), { kind: 'connection', descriptor: 3, address: null });
  assert.deepEqual(accept(4, [socket(8, address)]), { kind: 'connection', descriptor: 4, address: null });
});

test('the other end of a connection is the socket with its addresses the other way round', () => {
  const descriptor = held(3, 8);
  const [client, server] = ['127.0.0.1:6000', '127.0.0.1:5000'];
  const own = socket(8, client, server);
  const facts = factsOf({
    processes: [processOf({ pid: 5, name: 'server', descriptors: [held(4, 9), held(6, 7)] })],
    sockets: [socket(7, server), own, socket(9, server, client)],
  });
  const waiting = waitingIn({ name: 'read', arguments: [3] }, { descriptors: [descriptor] }, facts);
  assert.deepEqual(waitOnSocket(waiting, descriptor), {
    kind: 'socket',
    descriptor: 3,
    socket: own,
    holders: [{ pid: 5, name: 'server', itself: false, descriptors: [4] }],
  });
});

test('a socket without an address has no other end, nor has one that is not known', () => {
  const descriptor = held(3, 8);
  for (const sockets of [[socket(8, null), socket(9, null)], []]) {
    const waiting = waitingIn({ name: 'recv', arguments: [3] }, { descriptors: [descriptor] }, factsOf({ sockets }));
    const found = waitOnSocket(waiting, descriptor);
    assert.deepEqual(found, { kind: 'socket', descriptor: 3, socket: sockets[0] ?? null, holders: [] });
  }
});
