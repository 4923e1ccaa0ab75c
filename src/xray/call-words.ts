// A system call in words: the rest of a sentence that begins with who makes it.
import { count, list } from '#facts/explain/words.js';
import { errnoName } from '#linux/errno.js';
import { signalName } from '#linux/signals.js';
import { escapeLine } from '#util/escape.js';
import { manualName } from './call-name.js';
import type { CallEvent, DescriptorUse, ReturnEvent } from './events.js';
import { isChannel, type ObjectNames } from './objects.js';
import { semaphoreOperations } from './operations.js';

/** Characters of bytes that a sentence quotes. */
const QUOTED = 40;

interface Said {
  readonly call: CallEvent;
  /** undefined: it has not ended. */
  readonly end: ReturnEvent | undefined;
  readonly names: ObjectNames;
}

/** Of a call that has succeeded. */
type Words = (said: Said & { readonly end: ReturnEvent }) => string;

const READ: Words = ({ call, end, names }) => {
  const from = objectWords(call, names);
  const [use] = call.uses;
  if (end.result > 0) return `reads ${count(end.result, 'byte')} from ${from}${quote(end.bytes, end.result)}`;
  return use && isChannel(use.object)
    ? `reads the end of ${from}: it is empty and has no writer`
    : `reads the end of ${from}`;
};

const WRITE: Words = ({ call, end, names }) =>
  `writes ${count(end.result, 'byte')} to ${objectWords(call, names)}${call.to === undefined ? '' : `, for ${escapeLine(call.to)}`}${quote(call.bytes, end.result)}`;

const SEND: Words = ({ call, names }) =>
  `sends a message of ${count(call.arguments[2] ?? 0, 'byte')} to ${objectWords(call, names)}${quote(call.bytes, call.arguments[2] ?? 0)}`;

const RECEIVE: Words = ({ call, end, names }) =>
  `receives a message of ${count(end.result, 'byte')} from ${objectWords(call, names)}${quote(end.bytes, end.result)}`;

const MADE: Words = ({ call, end, names }) => {
  const [first] = end.uses;
  if (!first) return `calls ${manualName(call.name)}, which gives ${end.result}`;
  const numbers = list(
    end.uses.map((use) => `${use.descriptor} (${end.uses.length > 1 ? endWords(use) : use.access})`),
  );
  const verb = call.path === undefined ? 'makes' : 'opens';
  return `${verb} ${list([...new Set(end.uses.map(({ object }) => names.of(object)))])}: descriptor${end.uses.length > 1 ? 's' : ''} ${numbers}`;
};

const SEMOP: Words = ({ call, names }) => {
  const changes = semaphoreOperations(call).map(({ index, change }) =>
    change === 0 ? `has found semaphore ${index} at 0` : `adds ${change} to semaphore ${index}`.replace('-', '−'),
  );
  return `${changes.length === 0 ? 'changes semaphores' : list(changes)} of ${objectWords(call, names)}`;
};

const FUTEX_COMMAND = 0x7f;
const FUTEX: Words = ({ call, end, names }) => {
  const isWake = [1, 3, 4, 5, 10].includes((call.arguments[1] ?? 0) & FUTEX_COMMAND);
  if (!isWake) return `has waited on ${objectWords(call, names)}`;
  return end.result === 0
    ? `finds nobody to wake on ${objectWords(call, names)}`
    : `wakes ${end.result} on ${objectWords(call, names)}`;
};

const WORDS: Readonly<Record<string, Words>> = {
  read: READ,
  readv: READ,
  pread: READ,
  recv: READ,
  recvmsg: READ,
  write: WRITE,
  writev: WRITE,
  pwrite: WRITE,
  send: WRITE,
  sendmsg: WRITE,
  msgsnd: SEND,
  mq_send: SEND,
  msgrcv: RECEIVE,
  mq_receive: RECEIVE,
  pipe: MADE,
  socketpair: MADE,
  socket: MADE,
  open: MADE,
  creat: MADE,
  accept: MADE,
  mq_open: MADE,
  close: ({ call, names }) => `closes descriptor ${call.arguments[0] ?? -1}${endOf(call, names)}`,
  dup: ({ call, end, names }) =>
    `makes descriptor ${end.result} a copy of ${call.arguments[0] ?? -1}${endOf(call, names)}`,
  dup2: ({ call, end, names }) =>
    `makes descriptor ${end.result} a copy of ${call.arguments[0] ?? -1}${endOf(call, names)}`,
  wait: ({ end }) => (end.result === 0 ? 'finds no child that has ended' : `has waited for its child ${end.result}`),
  semop: SEMOP,
  futex: FUTEX,
  kill: ({ call }) => `sends ${signalName(call.arguments[1] ?? 0)} to ${(call.arguments[0] ?? 0) | 0}`,
  tgkill: ({ call }) => `sends ${signalName(call.arguments[2] ?? 0)} to ${call.arguments[1] ?? 0}`,
  sigaction: ({ call }) => `says what ${signalName(call.arguments[0] ?? 0)} does`,
  nanosleep: () => 'has slept',
  sched_yield: () => 'lets others run',
};

/** Whether a call has words of its own: it does something that a person reads of in books. */
export function isTelling({ name }: CallEvent): boolean {
  return WORDS[manualName(name)] !== undefined;
}

/** @param end undefined: the call has not ended */
export function callWords(call: CallEvent, end: ReturnEvent | undefined, names: ObjectNames): string {
  const name = manualName(call.name);
  const on = objectWords(call, names);
  if (!end) return `is in ${name}${on === '' ? '' : ` on ${on}`} and has not come back`;
  if (isInterrupted(end)) return `waits in ${name}${on === '' ? '' : ` on ${on}`} until a signal comes`;
  // What it gives is what the interrupted code finds in its register.
  if (name === 'sigreturn') return 'comes back from the handler of a signal';
  if (end.result < 0) return `calls ${name}${on === '' ? '' : ` on ${on}`}, which fails: ${errnoName(-end.result)}`;
  const words = WORDS[name];
  if (words) return words({ call, end, names });
  return `calls ${name}${on === '' ? '' : ` on ${on}`}, which gives ${resultWords(end.result)}`;
}

/** Beyond what a number of the kernel's reaches: an address. */
const LAST_NUMBER = 0x7fff_ffff;

function resultWords(result: number): string {
  return result > LAST_NUMBER ? `0x${result.toString(16)}` : String(result);
}

/** Results of the kernel that a program does not see: the call begins again. */
const RESTARTS = [512, 513, 514, 516];

/** Whether a call was still waiting when a signal came. */
export function isInterrupted({ result }: ReturnEvent): boolean {
  return RESTARTS.includes(-result);
}

function objectWords({ uses, objects, path }: CallEvent, names: ObjectNames): string {
  const object = uses[0]?.object ?? objects[0];
  if (object) return names.of(object);
  return path === undefined ? '' : escapeLine(path);
}

function endOf({ uses: [use] }: CallEvent, names: ObjectNames): string {
  if (!use) return '';
  return isChannel(use.object) && use.object.kind !== 'socket'
    ? `, the ${endWords(use)} of ${names.of(use.object)}`
    : ` (${names.of(use.object)})`;
}

/** What a descriptor stands for: `pipe 1, read end`, `file a.txt, for reading`. */
export function holdWords({ object, access }: DescriptorUse, names: ObjectNames): string {
  if (object.kind === 'pipe' || object.kind === 'fifo') return `${names.of(object)}, ${endWords({ access })}`;
  return `${names.of(object)}, for ${access === 'both' ? 'reading and writing' : access === 'read' ? 'reading' : 'writing'}`;
}

export function endWords({ access }: Pick<DescriptorUse, 'access'>): string {
  return access === 'both' ? 'both ends' : `${access} end`;
}

/** The first bytes as C would write them. */
export function quote(bytes: string | undefined, size: number): string {
  if (bytes === undefined || bytes === '') return '';
  const shown = bytes.slice(0, QUOTED);
  return `: "${escapeLine(shown)}"${size > shown.length ? ' …' : ''}`;
}
