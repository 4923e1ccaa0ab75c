// Reading and writing: of pipes, who holds the other end is what a person needs to know.
import { holdersOf, isPipe, isSocket, type End } from '../descriptors.js';
import type { Descriptor } from '../types.js';
import { waitOnSocket } from './socket.js';
import type { Obstacle } from './types.js';
import { descriptorOf, otherEnds, type Find, type Waiting } from './waiting.js';

const TERMINAL = /^\/dev\/(?:pts\/\d+|tty)$/;

/** A call whose first argument is the descriptor. */
export const waitOnDescriptor: Find = (waiting) => {
  const descriptor = descriptorOf(waiting);
  const number = waiting.call.arguments[0] ?? -1;
  if (!descriptor) return { kind: 'descriptor', descriptor: number, target: null };
  // A FIFO has a path, but waits where pipes do.
  if (isPipe(descriptor) || (waiting.thread.wait?.startsWith('pipe_') ?? false)) return ofPipe(waiting, descriptor);
  if (TERMINAL.test(descriptor.target)) return { kind: 'terminal' };
  if (isSocket(descriptor)) return waitOnSocket(waiting, descriptor);
  return { kind: 'descriptor', descriptor: number, target: descriptor.target };
};

function ofPipe({ process, call, facts }: Waiting, descriptor: Descriptor): Obstacle {
  const { number, target } = descriptor;
  const end: End = call.name.startsWith('read') ? 'write' : 'read';
  return {
    kind: 'pipe',
    descriptor: number,
    fifo: isPipe(descriptor) ? null : target,
    end,
    holders: otherEnds(process, holdersOf(facts.processes, target, end)),
  };
}

/** poll, select and epoll_wait. */
export const waitForDescriptors: Find = ({ call: { operand } }) => ({
  kind: 'descriptors',
  descriptors: operand?.kind === 'descriptors' ? operand.descriptors : [],
});

const ACCESS = 3;
const FOR_READING = 0;

/** open and openat: the one file whose open waits for another process is a FIFO. */
export const waitInOpen: Find = ({ process, call }) => {
  const [, , flags = 0] = call.name === 'openat' ? call.arguments : [0, ...call.arguments];
  const path = call.operand?.kind === 'path' ? call.operand.path : '';
  const whole = path.startsWith('/') || path === '' ? path : `${process.directory.replace(/\/$/, '')}/${path}`;
  return { kind: 'fifo', path: whole, end: (flags & ACCESS) === FOR_READING ? 'write' : 'read' };
};

/** fcntl and flock. */
export const waitForFileLock: Find = (waiting) => ({
  kind: 'file-lock',
  target: descriptorOf(waiting)?.target ?? null,
});
