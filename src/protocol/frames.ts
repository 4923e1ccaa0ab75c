// Every frame of the agent's protocol: the one table. The types and the codec of the host follow from it at once;
// images/agent/frames* and the tables of docs/protocol.md are made from it by `make format`.
import { CAPABILITIES, CONTAINER_LIMIT_NAMES } from './container-spec.js';
import { LIMIT_NAMES } from './exec-spec.js';
import type { FrameSpec } from './frame-spec.js';

export const PROTOCOL_VERSION = 2;

const VERSION = { name: 'version', type: 'u16', what: 'of the protocol' } as const;
const NONCE = { name: 'nonce', type: 'nonce', what: 'of the session' } as const;
const CONTAINER = {
  name: 'container',
  type: 'u32',
  what: 'the container, opened before; 0: none, the guest itself',
} as const;
const PATH = { name: 'path', type: 'string', what: 'absolute, as programs there see it' } as const;
const SIZE = { name: 'size', type: 'u64', what: 'bytes of the file' } as const;

export const FRAMES = {
  HELLO: {
    number: 0x01,
    what: 'begins a session; answered by `READY`',
    fields: [
      VERSION,
      { name: 'flags', type: 'u16', bits: ['CONSOLE'], what: 'bit 0: a login shell on the serial console' },
      NONCE,
      { name: 'clock', type: 'u64', what: 'wall clock, ns since 1970' },
      { name: 'entropy', type: 'bytes', what: "for the kernel's pool" },
    ],
  },
  EXEC: {
    number: 0x02,
    long: true,
    what: 'starts a job, see below; answered by `STARTED` and later `EXITED`, or by `FAILED`',
    fields: [
      CONTAINER,
      {
        name: 'flags',
        type: 'u32',
        bits: ['PTY', 'STDIN'],
        what: 'bit 0: standard input, output and error are one new terminal; bit 1: the host feeds standard input (else it is `/dev/null`)',
      },
      { name: 'rows', type: 'u16', what: 'of the terminal' },
      { name: 'columns', type: 'u16', what: 'of the terminal' },
      {
        name: 'window',
        type: 'u32',
        what: 'bytes of each output stream that may be sent before a `GRANT_OUTPUT`; 0xffffffff: no window',
      },
      {
        name: 'linger',
        type: 'u32',
        what: 'ms that processes may outlive the first one before they are killed; 0xffffffff: until the job ends otherwise',
      },
      { name: 'limits', type: 'limits', limits: LIMIT_NAMES, what: 'see below' },
      { name: 'user', type: 'string', what: 'name from `/etc/passwd`; empty: as the agent itself' },
      { name: 'directory', type: 'string', what: 'working directory; empty: `/`' },
      {
        name: 'arguments',
        type: 'strings',
        what: "at least one; without a slash the first is searched in the environment's `PATH`",
      },
      { name: 'environment', type: 'strings', what: '`NAME=value`, the whole environment' },
    ],
  },
  STDIN: { number: 0x03, what: "bytes for the job's standard input, within its window" },
  STDIN_END: {
    number: 0x04,
    what: "closes standard input (a pty job gets the terminal's end-of-file character)",
    fields: [],
  },
  SIGNAL: {
    number: 0x05,
    what: 'sends a signal',
    fields: [
      { name: 'signal', type: 'u32', what: 'number of the signal' },
      {
        name: 'target',
        type: 'u8',
        values: { process: 0, group: 1, job: 2 },
        what: 'the first process, its process group, or every process of the job',
      },
    ],
  },
  RESIZE: {
    number: 0x06,
    what: 'the terminal has another size',
    fields: [
      { name: 'rows', type: 'u16', what: '' },
      { name: 'columns', type: 'u16', what: '' },
    ],
  },
  GRANT_OUTPUT: {
    number: 0x07,
    what: 'the agent may send more of a stream',
    fields: [
      {
        name: 'stream',
        type: 'u8',
        values: { stdout: 1, stderr: 2 },
        what: 'standard output and the pty, or standard error',
      },
      { name: 'count', type: 'u32', what: 'further bytes' },
    ],
  },
  PUT: {
    number: 0x08,
    long: true,
    what: 'writes a file, see below; then come `PUT_DATA` frames and `PUT_END`',
    fields: [
      CONTAINER,
      { name: 'mode', type: 'u32', what: 'permission bits' },
      { name: 'flags', type: 'u32', bits: ['PARENTS'], what: 'bit 0: make missing folders too' },
      { name: 'owner', type: 'string', what: 'name of a user; empty: root' },
      PATH,
    ],
  },
  GET: {
    number: 0x09,
    long: true,
    what: 'reads a file; answered by `GET_DATA` frames and `DONE`, or by `FAILED`',
    fields: [CONTAINER, { name: 'most', type: 'u64', what: 'a larger file is refused with EFBIG' }, PATH],
  },
  PUT_DATA: { number: 0x0a, what: 'bytes of the file of a `PUT`' },
  PUT_END: { number: 0x0b, what: 'the file is whole; answered by `DONE` or `FAILED`', fields: [] },
  QUIESCE: { number: 0x0c, what: 'get ready for a snapshot (job 0); answered by `QUIET`', fields: [] },
  OPEN: {
    number: 0x0d,
    what: 'opens a container, see below; answered by `OPENED` or `FAILED`',
    fields: [
      { name: 'limits', type: 'limits', limits: CONTAINER_LIMIT_NAMES, what: 'see below' },
      {
        name: 'capabilities',
        type: 'strings',
        what: `of all its users: ${CAPABILITIES.map((name) => `\`${name}\``).join(', ')}`,
      },
    ],
  },
  CLOSE: { number: 0x0e, what: 'ends all that is in a container; answered by `CLOSED` or `FAILED`', fields: [] },
  ASK_EVIDENCE: {
    number: 0x0f,
    what: 'what is in a container just now? Answered by `EVIDENCE` or `FAILED`',
    fields: [],
  },
  RECORD: {
    number: 0x10,
    what: 'records what happens in a container from now on, in place of an earlier recording; answered by `RECORDS` or `FAILED`',
    fields: [
      { name: 'size', type: 'u32', what: 'bytes that are kept, the last ones' },
      {
        name: 'calls',
        type: 'string',
        what: 'numbers of the only system calls that are kept, see below; empty: all that happens is',
      },
    ],
  },
  TAKE_RECORDING: {
    number: 0x11,
    what: 'reads what was recorded since it was read last, see below; answered by `GET_DATA` frames and `DONE`, or by `FAILED`',
    fields: [CONTAINER],
  },

  BOOTED: { number: 0x81, what: 'once, after a cold boot', fields: [VERSION] },
  READY: { number: 0x82, what: 'a session has begun', fields: [VERSION, NONCE] },
  STARTED: {
    number: 0x83,
    what: 'the program of a job runs',
    fields: [{ name: 'pid', type: 'u32', what: 'its process id, as its container counts' }],
  },
  STDOUT: { number: 0x84, what: 'bytes that the job wrote, also the output of a pty' },
  STDERR: { number: 0x85, what: 'bytes that the job wrote' },
  EXITED: {
    number: 0x86,
    what: 'a job is over, see below',
    fields: [
      { name: 'signaled', type: 'bool', what: '0: the first process returned; 1: a signal ended it' },
      { name: 'core', type: 'bool', what: '1: it left a core image (`WCOREDUMP`)' },
      {
        name: 'limit',
        type: 'u8',
        what: 'the limit that ended the job: 0 none, else 1 + its place in the list of `EXEC`',
      },
      { name: 'reserved', type: 'u8', what: '0' },
      { name: 'code', type: 'u32', what: 'exit status, or number of the signal' },
      { name: 'wall', type: 'u64', what: "ns from start to end, by the guest's monotonic clock" },
      { name: 'user', type: 'u64', what: 'µs of processor time (the first process and the children it waited for)' },
      { name: 'system', type: 'u64', what: 'the same in the kernel' },
      { name: 'maxrss', type: 'u64', what: 'KiB' },
      { name: 'minflt', type: 'u64', what: 'as in `getrusage(2)`' },
      { name: 'majflt', type: 'u64', what: 'as in `getrusage(2)`' },
      { name: 'nvcsw', type: 'u64', what: 'as in `getrusage(2)`' },
      { name: 'nivcsw', type: 'u64', what: 'as in `getrusage(2)`' },
      {
        name: 'stdoutWritten',
        type: 'u64',
        what: 'bytes the job wrote; more than were sent when the output limit struck',
      },
      { name: 'stderrWritten', type: 'u64', what: '' },
      { name: 'killed', type: 'u32', what: 'processes that were still there at the end and were killed' },
      {
        name: 'reached',
        type: 'u32',
        bits: LIMIT_NAMES,
        what: 'all limits that were met, as bits in the order of `EXEC`: `limit` itself; `output` where bytes are missing; `memory` and `processes` also when the program lived on',
      },
      { name: 'stdoutCut', type: 'u64', what: 'after how many sent bytes something is missing' },
      { name: 'stdoutMissing', type: 'u64', what: 'and how much (0: nothing)' },
      { name: 'stderrCut', type: 'u64', what: '' },
      { name: 'stderrMissing', type: 'u64', what: '' },
    ],
  },
  CHANGED: {
    number: 0x90,
    what: 'the first process of a job has stopped, goes on, or has ended while others are left',
    fields: [
      { name: 'change', type: 'u8', values: { stopped: 0, continued: 1, ended: 2 }, what: 'what has become of it' },
      { name: 'signaled', type: 'bool', what: '1: a signal stopped, continued or ended it' },
      { name: 'code', type: 'u32', what: 'number of that signal; else the exit status' },
      { name: 'left', type: 'u32', what: 'processes of the job that are there' },
    ],
  },
  FAILED: {
    number: 0x87,
    what: 'what was asked for cannot be done',
    fields: [
      { name: 'error', type: 'u32', what: 'errno' },
      { name: 'what', type: 'string', what: 'what failed (`execve`, `chdir`, `open`, …)' },
    ],
  },
  CREDIT: {
    number: 0x88,
    what: 'the host may send more frames (job 0)',
    fields: [{ name: 'frames', type: 'u32', what: 'that the agent has taken since its last `CREDIT`' }],
  },
  GRANT_INPUT: {
    number: 0x89,
    what: 'the host may send more of a stream',
    fields: [
      { name: 'stream', type: 'u8', values: { stdin: 0 }, what: 'standard input' },
      { name: 'count', type: 'u32', what: 'further bytes' },
    ],
  },
  GET_DATA: { number: 0x8a, what: 'bytes of the file of a `GET`' },
  DONE: {
    number: 0x8b,
    what: 'a transfer is complete',
    fields: [SIZE, { name: 'mode', type: 'u32', what: 'permission bits' }],
  },
  QUIET: { number: 0x8c, what: 'ready for a snapshot (job 0)', fields: [] },
  OPENED: { number: 0x8d, what: 'jobs and files can be put into the container', fields: [] },
  CLOSED: { number: 0x8e, what: 'nothing of the container is left', fields: [] },
  RECORDS: { number: 0x91, what: 'what happens in the container is recorded', fields: [] },
  EVIDENCE: {
    number: 0x8f,
    long: true,
    what: 'a text, see below; with the number of a container (asked for) or of a job (before its end)',
  },
} as const satisfies Readonly<Record<string, FrameSpec>>;

export type FrameName = keyof typeof FRAMES;
