// Reading and writing: of pipes, who holds the other end is what a person needs to know.
import type { Descriptor, Process } from './evidence.js';
import type { Explain, Waiting } from './waits.js';
import { called, list, visible } from './words.js';

const STANDARD = ['standard input', 'standard output', 'standard error'];
const READS = 0;
const WRITES = 1;

/** A call whose first argument is the descriptor. */
export const waitOnDescriptor: Explain = (waiting) => {
  const { process, thread, call } = waiting;
  const number = call.arguments[0] ?? -1;
  const descriptor = process.descriptors.find((candidate) => candidate.number === number);
  if (!descriptor) return `on descriptor ${number}`;
  const isPipe = descriptor.target.startsWith('pipe:') || (thread.wait?.startsWith('pipe_') ?? false);
  if (isPipe) return onPipe(waiting, descriptor);
  if (/^\/dev\/(?:pts\/\d+|tty)$/.test(descriptor.target)) return 'on its terminal';
  const thing = descriptor.target.startsWith('socket:') ? 'the socket' : visible(descriptor.target);
  return thing === 'the socket' ? `on the socket of descriptor ${number}` : `on ${thing} (descriptor ${number})`;
};

function onPipe({ process, call, facts }: Waiting, { number, target }: Descriptor): string {
  const reading = call.name.startsWith('read');
  const ends = holders(facts.processes, target, reading ? WRITES : READS);
  const end = reading ? 'write end' : 'read end';
  const thing = target.startsWith('pipe:')
    ? `the pipe of descriptor ${number}`
    : `the FIFO ${visible(target)} of descriptor ${number}`;
  // Of the three standard streams, the other end is the lab's own.
  if (ends.length === 0 && number < STANDARD.length) return `on its ${STANDARD[number] ?? ''}`;
  const full = reading ? '' : ' which is full and';
  if (ends.length === 0) return `on ${thing},${full} whose ${end} nobody here holds`;
  const who = ends.map((holder) => {
    const numbers = list(holder.numbers.map(String));
    const on = `on descriptor${holder.numbers.length > 1 ? 's' : ''} ${numbers}`;
    return holder.process === process ? `it holds itself ${on}` : `${called(holder.process)} holds ${on}`;
  });
  return `on ${thing},${full} whose ${end} ${list(who)}`;
}

interface Holder {
  readonly process: Process;
  readonly numbers: readonly number[];
}

/** Who has the end of a pipe open that is not for `access` alone; the process itself is named like any other. */
function holders(processes: readonly Process[], target: string, access: number): Holder[] {
  return processes
    .map((process) => ({
      process,
      numbers: process.descriptors
        .filter(
          (descriptor) => descriptor.target === target && (descriptor.access === access || descriptor.access === 2),
        )
        .map(({ number }) => number),
    }))
    .filter(({ numbers }) => numbers.length > 0);
}

/** poll and select. */
export const waitForDescriptors: Explain = ({ call }) => {
  const numbers = call.name.endsWith('poll') ? ofPoll(call.memory) : ofSelect(call.memory);
  if (numbers.length === 0) return 'for one of its descriptors';
  return `for descriptor${numbers.length > 1 ? 's' : ''} ${list(numbers.map(String))}`;
};

/** struct pollfd. */
function ofPoll(memory: Uint8Array | null): number[] {
  if (!memory) return [];
  const view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
  return Array.from({ length: memory.length >> 3 }, (_, index) => view.getInt32(8 * index, true)).filter(
    (fd) => fd >= 0,
  );
}

/** The first bits of an fd_set. */
function ofSelect(memory: Uint8Array | null): number[] {
  return [...(memory ?? [])].flatMap((byte, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte & (1 << bit)) !== 0).map((bit) => 8 * index + bit),
  );
}
