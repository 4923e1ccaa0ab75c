import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, nat, property, tuple } from 'fast-check';
import { IpclabError } from '#util/error.js';
import { concat, encodeText } from '#util/bytes.js';
import { RecordingReader } from '#xray/decode/recording.js';
import type { XrayEvent } from '#xray/events.js';
import {
  back,
  begin,
  call,
  content,
  exec,
  object,
  record,
  section,
  START,
  use,
  words,
} from '../../../support/xray/records.js';

const READ = 3;
const WRITE = 4;
const OPENAT = 295;
const IPC = 117;
const SENDTO = 369;

function events(...records: Uint8Array[]): readonly XrayEvent[] {
  const { version, start, events } = new RecordingReader().read(concat([begin(), ...records]));
  assert.deepEqual({ version, start }, { version: 1, start: START });
  return events;
}

test('a write into a pipe has its bytes, its object, its callers; its return what is in the pipe then', () => {
  const got = events(
    call(
      { thread: 7, time: 100 },
      { number: WRITE, arguments: [4, 0x8049000, 9] },
      use(4, 'pipe', 4711, 2),
      section('BYTES', encodeText('hi there\n')),
      section('CALLERS', words(0x8048123, 0x8048456)),
    ),
    back({ thread: 7, time: 250 }, WRITE, 9, content(9, 65536)),
  );
  assert.deepEqual(got, [
    {
      kind: 'call',
      time: 100,
      thread: 7,
      process: 7,
      name: 'write',
      arguments: [4, 0x8049000, 9, 0, 0, 0],
      uses: [{ descriptor: 4, object: { kind: 'pipe', id: 4711 }, access: 'write' }],
      objects: [],
      bytes: 'hi there\n',
      callers: [0x8048123, 0x8048456],
    },
    {
      kind: 'return',
      time: 250,
      thread: 7,
      name: 'write',
      result: 9,
      content: { amount: 9, capacity: 65536 },
      uses: [],
    },
  ]);
});

test('an object has its name in what is taken later, too, and a call its end', () => {
  const reader = new RecordingReader();
  const head = { thread: 7, time: 100 };
  reader.read(concat([begin(), object('fifo', 12, '/tmp/fifo'), call(head, { number: READ }, use(3, 'fifo', 12, 1))]));
  const { events: later } = reader.read(
    concat([
      begin(),
      back({ thread: 7, time: 200 }, READ, 0),
      call({ thread: 7, time: 300 }, { number: READ }, use(3, 'fifo', 12, 1)),
    ]),
  );
  const [end, again] = later;
  assert.ok(end?.kind === 'return' && again?.kind === 'call' && later.length === 2);
  assert.deepEqual(again.uses[0]?.object, { kind: 'fifo', id: 12, name: '/tmp/fifo' });
});

test('an object has the name that was told last', () => {
  const uses = events(
    object('fifo', 12, '/tmp/fifo'),
    call({ thread: 7 }, { number: READ }, use(3, 'fifo', 12, 1)),
    object('fifo', 12, '/tmp/other'),
    call({ thread: 7 }, { number: READ }, use(3, 'fifo', 12, 1), use(5, 'socket', 9, 3)),
  ).map((event) => event.kind === 'call' && event.uses.map(({ object }) => object));
  assert.deepEqual(uses, [
    [{ kind: 'fifo', id: 12, name: '/tmp/fifo' }],
    [
      { kind: 'fifo', id: 12, name: '/tmp/other' },
      { kind: 'socket', id: 9 },
    ],
  ]);
});

test('what was not in memory when a call began is filled in when it returns', () => {
  const [first, second, third, fourth] = events(
    call({ thread: 7 }, { number: OPENAT }),
    call({ thread: 8 }, { number: WRITE }),
    call({ thread: 9 }, { number: SENDTO }),
    call({ thread: 10 }, { number: SENDTO }, section('ADDRESS', encodeText('server.sock'))),
    back({ thread: 9 }, SENDTO, 2, section('ADDRESS', encodeText('127.0.0.1:53'))),
    back({ thread: 8 }, WRITE, 2, section('HANDED', encodeText('ab'))),
    back({ thread: 7 }, OPENAT, -2, section('PATH', encodeText('/tmp/ä'))),
  );
  assert.equal(first?.kind === 'call' && first.path, '/tmp/ä');
  assert.equal(second?.kind === 'call' && second.bytes, 'ab');
  assert.equal(third?.kind === 'call' && third.to, '127.0.0.1:53');
  assert.equal(fourth?.kind === 'call' && fourth.to, 'server.sock');
});

test('a result is negative when the call failed, and bytes are one character each', () => {
  const bytes = new Uint8Array([0, 255, 27]);
  const [failed, got] = events(
    back({ thread: 7 }, READ, -11),
    back({ thread: 7 }, READ, 3, section('BYTES', bytes), use(3, 'pipe', 1, 1)),
  );
  assert.equal(failed?.kind === 'return' && failed.result, -11);
  assert.equal(got?.kind === 'return' && got.bytes, '\0\xff\x1b');
  assert.deepEqual(got?.kind === 'return' && got.uses[0]?.access, 'read');
});

test('an address in the upper half of memory is no failure, and the lowest number of an error is one', () => {
  const [mapped, last] = events(back({ thread: 7 }, READ, 0xb7c3_9000 | 0), back({ thread: 7 }, READ, -4095));
  assert.equal(mapped?.kind === 'return' && mapped.result, 0xb7c3_9000);
  assert.equal(last?.kind === 'return' && last.result, -4095);
});

test('ipc(2) is the function that it stands for', () => {
  const [semop, msgsnd, unknown] = events(
    call({ thread: 7 }, { number: IPC, part: 1 }, use(0, 'semaphore-set', 3, 3, 'OBJECT')),
    call({ thread: 7 }, { number: IPC, part: 11 }),
    call({ thread: 7 }, { number: 9999 }),
  );
  assert.equal(semop?.kind === 'call' && semop.name, 'semop');
  assert.deepEqual(semop?.kind === 'call' && semop.objects, [{ kind: 'semaphore-set', id: 3 }]);
  assert.equal(msgsnd?.kind === 'call' && msgsnd.name, 'msgsnd');
  assert.equal(unknown?.kind === 'call' && unknown.name, 'call 9999');
});

test('all other events', () => {
  const at = { thread: 7, time: 5 };
  assert.deepEqual(
    events(
      record('SWITCH', { ...at, detail: 0x80 }, words(8)),
      record('SWITCH', { ...at, detail: 1 }, words(0)),
      record('WAKE', at, words(8)),
      record('FORK', { ...at, detail: 1 }, words(7, 9)),
      exec(at, '/bin/true'),
      record('EXIT', at, words(7, 0x0300)),
      record('SENT', { ...at, detail: 2 }, words(10, 8)),
      record('DELIVERED', at, words(10, 0x8048000)),
      record('DELIVERED', at, words(15, 0)),
      record('FAULT', at, words(0, 0x8048111)),
    ),
    [
      { kind: 'switch', ...at, to: 8, state: 'ready', preempted: true },
      { kind: 'switch', ...at, to: 0, state: 'waits', preempted: false },
      { kind: 'wake', ...at, whom: 8 },
      { kind: 'fork', ...at, process: 7, child: 9, isThread: true },
      { kind: 'exec', ...at, path: '/bin/true' },
      { kind: 'exit', ...at, process: 7, status: 0x0300 },
      { kind: 'signal-sent', ...at, signal: 10, to: 8, outcome: 'already-pending' },
      { kind: 'signal-delivered', ...at, signal: 10, action: 0x8048000 },
      { kind: 'signal-delivered', ...at, signal: 15, action: 'default' },
      { kind: 'fault', ...at, address: 0, instruction: 0x8048111 },
    ],
  );
});

test('lost events are told before what follows them, or last', () => {
  const lost = (count: number): Uint8Array => record('LOST', {}, words(count));
  const got = events(lost(3), lost(4), record('WAKE', { thread: 7, time: 90 }, words(8)), lost(1));
  assert.deepEqual(
    got.map((event) => [event.kind, event.time, event.kind === 'lost' && event.count]),
    [
      ['lost', 90, 7],
      ['wake', 90, false],
      ['lost', 90, 1],
    ],
  );
});

test('what is no recording is said to be none', () => {
  const refuses = (bytes: Uint8Array, text: RegExp): void => {
    assert.throws(() => new RecordingReader().read(bytes), { code: 'machine-lost', message: text });
  };
  refuses(new Uint8Array(0), /without a beginning/);
  refuses(begin(1), /version 1; build its image again/);
  refuses(begin(undefined, 0), /stands still/);
  refuses(concat([begin(), new Uint8Array(4)]), /breaks off/);
  refuses(begin().subarray(0, 20), /breaks off/);
  refuses(concat([begin(), record('SENT', { detail: 99 }, words(1, 2))]), /99, which is no fate of a signal/);
  refuses(concat([begin(), call({}, { number: READ }, section('USE', words(1, 0xff, 0, 0)))]), /no way to use|no kind/);
});

test('whatever bytes come, they are a recording or refused, and nothing is made of nothing', () => {
  const good = concat([
    begin(),
    object('fifo', 12, '/tmp/fifo'),
    call({ thread: 7 }, { number: WRITE }, use(3, 'fifo', 12, 2), section('BYTES', encodeText('abc'))),
    back({ thread: 7 }, WRITE, 3, content(3)),
    exec({ thread: 7 }, '/bin/true'),
  ]);
  check(
    property(array(tuple(nat(good.length - 1), nat(255)), { maxLength: 8 }), nat(good.length), (edits, size) => {
      const bytes = good.slice(0, size);
      for (const [at, value] of edits) if (at < size) bytes[at] = value;
      try {
        assert.ok(new RecordingReader().read(bytes).events.length <= bytes.length / 16);
      } catch (error) {
        assert.ok(error instanceof IpclabError && error.code === 'machine-lost', String(error));
      }
    }),
    { numRuns: 2000 },
  );
});
