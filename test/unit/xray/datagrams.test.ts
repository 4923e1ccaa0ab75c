import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { destinationOf } from '#xray/datagrams.js';
import type { DescriptorUse } from '#xray/events.js';
import { timelineOf } from '#xray/timeline.js';
import { Tape, use } from '../../support/xray/tape.js';

const socket = (id: number, name: string, peer?: number): DescriptorUse =>
  use(3, { kind: 'socket', id, name, ...(peer === undefined ? {} : { peer }) }, 'both');

const UNBOUND = socket(1, 'udp 0.0.0.0:0 > 0.0.0.0:0');
const BOUND = socket(2, 'udp 127.0.0.1:5000 > 0.0.0.0:0');

/** Who sent what to whom. */
function arrows({ recording }: Tape): unknown[] {
  const { edges } = timelineOf(recording);
  return edges.map(({ kind, fromThread, toThread, size, bytes }) => [kind, fromThread, toThread, size, bytes]);
}

function sends(tape: Tape, thread: number, by: DescriptorUse, bytes: string, to?: string, result = bytes.length): Tape {
  const call = { args: [3, 1, bytes.length], uses: [by], bytes, ...(to === undefined ? {} : { to }) };
  return tape.does(thread, 'sendto', call, result);
}

function receives(tape: Tape, thread: number, by: DescriptorUse, bytes: string): Tape {
  return tape.does(thread, 'recvfrom', { args: [3, 1, 9], uses: [by] }, bytes.length, { bytes });
}

describe('a datagram', () => {
  it('reaches the socket that has its address, as each datagram reaches its own', () => {
    const tape = sends(new Tape(), 2, UNBOUND, 'one', '127.0.0.1:5000');
    sends(tape, 3, UNBOUND, 'two', '127.0.0.1:6000');
    receives(tape, 5, socket(4, 'udp 0.0.0.0:6000 > 0.0.0.0:0'), 'two');
    receives(tape, 4, BOUND, 'one');
    assert.deepEqual(arrows(tape), [
      ['message', 3, 5, 3, 'two'],
      ['message', 2, 4, 3, 'one'],
    ]);
  });

  it('of a connected socket reaches whom that is connected to', () => {
    const tape = sends(new Tape(), 2, socket(1, 'udp 127.0.0.1:44 > 127.0.0.1:5000'), 'hi');
    assert.deepEqual(arrows(receives(tape, 4, BOUND, 'hi')), [['message', 2, 4, 2, 'hi']]);
  });

  it('goes by a path between local sockets, and once where the kernel names the other one too', () => {
    const tape = sends(new Tape(), 2, socket(1, '', 2), 'hi', 'server.sock');
    assert.deepEqual(arrows(receives(tape, 4, socket(2, 'server.sock'), 'hi')), [['message', 2, 4, 2, 'hi']]);
  });

  it('that was not sent, or that nobody received, is not taken for another', () => {
    const tape = sends(new Tape(), 2, UNBOUND, 'lost', '127.0.0.1:5000');
    sends(tape, 2, UNBOUND, 'new', '127.0.0.1:5000', -111);
    assert.deepEqual(arrows(receives(tape, 4, BOUND, 'new')), []);
  });
});

it('a connection sends to its other end, whatever address a call names', () => {
  const uses = [socket(1, 'tcp 127.0.0.1:44 > 127.0.0.1:80', 2)];
  const nothing = { time: 0, thread: 2, process: 2, arguments: [], objects: [], callers: [] };
  assert.equal(destinationOf({ kind: 'call', name: 'sendto', ...nothing, uses, to: '127.0.0.1:5000' }), undefined);
});
