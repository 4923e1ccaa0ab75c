// What the recorder in the guest's kernel tells of a run.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { launchScripted } from '#hosts/node/scripted-run.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { CONTAINER_LIMITS, STUDENT_LIMITS } from '#protocol/limits.js';
import { decodeText } from '#util/bytes.js';
import { manualName } from '#xray/call-name.js';
import type { CallEvent, Recording, ReturnEvent, XrayEvent } from '#xray/events.js';
import { lineOfCall } from '#xray/source-line.js';
import { lineOfData } from '#xray/xray-data.js';
import { compileFixture } from '../support/fixtures.js';

const PROGRAM = '/home/student/recorded';
const SIGUSR1 = 10;
const SIGSEGV = 11;
const course = { seed: 0, start: VIRTUAL_START };

const image = await openImage();
let machine: Machine;
let program: Uint8Array<ArrayBuffer>;
before(async () => {
  machine = await launch(image, { clock: { kind: 'virtual', ...course } });
  await using box = await machine.open();
  program = await box.get(await compileFixture(box, 'recorded'));
});
after(() => machine[Symbol.asyncDispose]());

async function openBox(limits = CONTAINER_LIMITS): Promise<RemoteContainer> {
  const box = await machine.open({ limits });
  await box.put({ path: PROGRAM, mode: 0o755 }, program);
  return box;
}

interface Recorded {
  readonly events: readonly XrayEvent[];
  readonly output: string;
}

async function record(words: readonly string[], size?: number): Promise<Recorded> {
  await using box = await openBox();
  await box.record({ size });
  const { stdout, stderr, status } = await box.run({
    argv: [PROGRAM, ...words],
    limits: { ...STUDENT_LIMITS, wall: 600_000, cpu: 600_000 },
  });
  const { events } = await box.takeRecording();
  return { events, output: `${decodeText(stdout)}${decodeText(stderr)}${status.exit ?? status.signal ?? ''}` };
}

function calls(events: readonly XrayEvent[], name: string): CallEvent[] {
  return events.filter((event): event is CallEvent => event.kind === 'call' && manualName(event.name) === name);
}

/** How a call of a thread ended. */
function endOf(events: readonly XrayEvent[], call: CallEvent): ReturnEvent {
  const rest = events.slice(events.indexOf(call));
  const end = rest.find((event): event is ReturnEvent => event.kind === 'return' && event.thread === call.thread);
  assert.ok(end, `${call.name} of ${call.thread} does not return`);
  return end;
}

function only<T>(found: readonly T[], what: string): T {
  const [first] = found;
  assert.ok(first !== undefined && found.length === 1, `${found.length} of ${what}`);
  return first;
}

/** The thread that woke another from a call. */
function wakerFrom(events: readonly XrayEvent[], call: CallEvent): number | undefined {
  const during = events.slice(events.indexOf(call), events.indexOf(endOf(events, call)));
  return during.find((event) => event.kind === 'wake' && event.whom === call.thread)?.thread;
}

test('nine bytes go into a pipe and come out of the same one, and who waits for them is woken by who writes', async () => {
  const { events } = await record(['pipe']);
  const write = only(
    calls(events, 'write').filter(({ bytes }) => bytes === 'hi there\n'),
    'writes',
  );
  const pipe = only(write.uses, 'descriptors of a write');
  assert.deepEqual([pipe.object.kind, pipe.access], ['pipe', 'write']);
  const read = only(
    calls(events, 'read').filter(({ uses }) => uses[0]?.object.id === pipe.object.id),
    'reads',
  );
  const got = endOf(events, read);
  assert.deepEqual([got.result, got.bytes, got.content], [9, 'hi there\n', { amount: 0, capacity: 65536 }]);
  assert.equal(wakerFrom(events, read), write.thread);
  const made = only(calls(events, 'pipe'), 'pipes');
  assert.deepEqual(
    endOf(events, made).uses.map(({ object, access }) => [object.id, access]),
    [
      [pipe.object.id, 'read'],
      [pipe.object.id, 'write'],
    ],
  );
  assert.ok(write.callers.length > 0 && write.callers.every((address) => address > 0), 'where it was called');
  const waits = events.find(
    (event) => event.kind === 'switch' && event.thread === read.thread && event.state === 'waits',
  );
  assert.ok(waits && events.indexOf(waits) > events.indexOf(read), 'the reader waits');
});

test('a signal goes from kill to the handler of the other process', async () => {
  const { events } = await record(['signal']);
  const kill = only(calls(events, 'kill'), 'kills');
  const sent = events.find((event) => event.kind === 'signal-sent' && event.signal === SIGUSR1);
  assert.ok(sent?.kind === 'signal-sent');
  assert.deepEqual([sent.thread, sent.to, sent.outcome], [kill.thread, kill.arguments[0], 'pending']);
  const delivered = events.find((event) => event.kind === 'signal-delivered' && event.signal === SIGUSR1);
  assert.ok(delivered?.kind === 'signal-delivered' && typeof delivered.action === 'number');
  assert.equal(delivered.thread, sent.to);
});

test('who waits for a semaphore is woken by who raises it', async () => {
  const { events } = await record(['semaphore']);
  const [wait, post] = calls(events, 'semop');
  assert.ok(wait && post && wait.thread !== post.thread);
  assert.equal(only(wait.objects, 'objects').kind, 'semaphore-set');
  assert.deepEqual(wait.objects, post.objects);
  // struct sembuf: which one, -1 or 1, flags.
  assert.deepEqual([wait.bytes, post.bytes], ['\0\0\xff\xff\0\0', '\0\0\x01\0\0\0']);
  assert.equal(wakerFrom(events, wait), post.thread);
  assert.equal(endOf(events, wait).result, 0);
  assert.equal(endOf(events, wait).content?.amount, 0);
});

test('a queue has a message between its sending and its receiving', async () => {
  const { events } = await record(['queue']);
  const send = only(calls(events, 'msgsnd'), 'msgsnd');
  const receive = only(calls(events, 'msgrcv'), 'msgrcv');
  assert.equal(send.bytes, 'message\0');
  assert.equal(endOf(events, send).content?.amount, 1);
  assert.deepEqual([endOf(events, receive).bytes, endOf(events, receive).content?.amount], ['message\0', 0]);
  assert.deepEqual(send.objects, receive.objects);
});

test('each end of a pair of sockets knows the other', async () => {
  const { events } = await record(['socket']);
  const [one, other] = endOf(events, only(calls(events, 'socketpair'), 'pairs')).uses;
  assert.ok(one && other);
  const send = only(calls(events, 'send'), 'sends');
  assert.equal(send.uses[0]?.object.id, one.object.id);
  assert.equal(send.uses[0].object.peer, other.object.id);
  assert.equal(endOf(events, only(calls(events, 'recv'), 'receives')).bytes, 'abc');
});

test('threads are of one process, and a mutex is a futex whose owner wakes the other', async () => {
  const { events } = await record(['threads']);
  const born = only(
    events.filter((event) => event.kind === 'fork' && event.isThread),
    'threads',
  );
  assert.ok(born.kind === 'fork' && born.process !== born.child && born.process === born.thread);
  const waits = calls(events, 'futex').filter(
    (call) => call.thread === born.thread && wakerFrom(events, call) === born.child,
  );
  assert.equal(waits[0]?.objects[0]?.kind, 'futex');
});

test('fork, exec, exit and wait are told in their order, and nothing that the agent did for the job', async () => {
  const { events, output } = await record(['exec']);
  assert.equal(output, 'done\n0');
  const [started, forked] = events.filter((event) => event.kind === 'fork');
  assert.ok(started?.kind === 'fork' && forked?.kind === 'fork');
  assert.equal(started.thread, 0);
  assert.deepEqual([forked.thread, forked.isThread], [started.child, false]);
  const firstExec = events.findIndex((event) => event.kind === 'exec');
  assert.ok(!events.slice(0, firstExec).some((event) => event.kind === 'call'), 'a call before the program');
  const exec = only(
    events.filter((event) => event.kind === 'exec' && event.thread === forked.child),
    'execs',
  );
  assert.equal(exec.kind === 'exec' && exec.path, '/proc/self/exe');
  const ended = only(
    events.filter((event) => event.kind === 'exit' && event.process === forked.child),
    'ends',
  );
  assert.equal(ended.kind === 'exit' && ended.status, 0x0300);
  const wait = only(calls(events, 'wait'), 'waits');
  assert.equal(endOf(events, wait).result, forked.child);
  assert.equal(wakerFrom(events, wait), forked.child);
});

test('a fault is told with its address, then its signal', async () => {
  const { events } = await record(['crash']);
  const at = events.findIndex((event) => event.kind === 'fault');
  const [fault, sent] = events.slice(at);
  assert.ok(fault?.kind === 'fault' && fault.address === 4 && fault.instruction > 0);
  assert.ok(sent?.kind === 'signal-sent' && sent.signal === SIGSEGV);
});

test('names and bytes are told as they are', async () => {
  const { events } = await record(['names']);
  const path = '/tmp/\u001b[31m<b>&\n"x';
  const open = only(
    calls(events, 'open').filter((call) => call.path === path),
    'opens',
  );
  assert.equal(endOf(events, open).uses[0]?.object.name, path);
  const write = only(
    calls(events, 'write').filter(({ uses }) => uses[0]?.object.name === path),
    'writes',
  );
  assert.equal(write.bytes, '\0\xff<script>\u001b');
});

test('a run prints the same with and without a recording, and a recording is the same each time', async () => {
  const digests = new Set<string>();
  for (let round = 0; round < 2; round++) {
    await machine.reset(course);
    const { events, output } = await record(['pipe']);
    assert.equal(output, 'done\n0');
    digests.add(JSON.stringify(events));
  }
  assert.equal(digests.size, 1);
  await using box = await openBox();
  assert.equal(decodeText((await box.run({ argv: [PROGRAM, 'pipe'] })).stdout), 'done\n');
});

test('a recording holds nothing of another container', async () => {
  await using watched = await openBox();
  await using other = await openBox();
  await watched.record();
  await other.run({ argv: [PROGRAM, 'pipe'] });
  assert.deepEqual((await watched.takeRecording()).events, []);
  await assert.rejects(other.takeRecording(), { code: 'guest-refused' });
});

test('a recording can be taken while the program hangs, again and again', async () => {
  await using box = await openBox();
  await box.record();
  await box.run({ argv: [PROGRAM, 'hang'], limits: { ...STUDENT_LIMITS, wall: 5000 } });
  const taken: Recording = await box.takeRecording();
  assert.ok(calls(taken.events, 'pause').length > 0);
  assert.deepEqual((await box.takeRecording()).events, []);
});

const HOSTILE = [
  ['calls', 1_000_000],
  ['processes', 2000],
  ['signals', 20_000],
  ['storm', 200],
] as const;

for (const [way, times] of HOSTILE) {
  test(`of ${times} ${way} the last events are there, and the others are counted`, async () => {
    const size = 64 * 1024;
    const { events, output } = await record([way, String(times)], size);
    assert.equal(output, 'done\n0');
    assert.equal(events[0]?.kind, 'lost');
    assert.ok(events[0].count > times, `${events[0].count} lost`);
    assert.ok(events.length <= size / 16);
    assert.equal(events.findLast((event) => event.kind === 'exit')?.status, 0);
  });
}

test('of the calls that are asked for none is lost, whatever else a program does', async () => {
  await using box = await openBox();
  const makers = ['fork', 'vfork', 'clone', 'clone3'];
  await box.record({ size: 64 * 1024, calls: ['exit_group', ...makers] });
  const limits = { ...STUDENT_LIMITS, wall: 600_000, cpu: 600_000 };
  await box.run({ argv: [PROGRAM, 'calls', '1000000'], limits });
  await box.run({ argv: [PROGRAM, 'pipe'], limits });
  const { events } = await box.takeRecording();
  const kinds = new Set(events.map(({ kind }) => kind));
  assert.deepEqual([...kinds].sort(), ['call', 'exec', 'exit', 'fork', 'return']);
  const names = events.flatMap((event) => (event.kind === 'call' ? [event.name] : []));
  assert.deepEqual(names, ['exit_group', 'clone', 'exit_group', 'exit_group']);
  assert.equal(events.filter(({ kind, thread }) => kind === 'fork' && thread !== 0).length, 1);
});

test('functions of ipc(2) and socketcall(2) are asked for one by one', async () => {
  const named = async (way: string, asked: readonly string[]): Promise<string[]> => {
    await using box = await openBox();
    await box.record({ calls: asked });
    await box.run({ argv: [PROGRAM, way] });
    const { events } = await box.takeRecording();
    return [...new Set(events.flatMap((event) => (event.kind === 'call' ? [event.name] : [])))];
  };
  assert.deepEqual(await named('semaphore', ['semtimedop', 'semtimedop_time64']), ['semtimedop']);
  assert.deepEqual(await named('queue', ['msgsnd']), ['msgsnd']);
  assert.deepEqual(await named('socket', ['socketpair']), ['socketpair']);
});

test('a size that the recorder does not take is refused, and what was recorded goes on', async () => {
  await using box = await openBox();
  await assert.rejects(box.record({ size: 1 }), { code: 'guest-refused' });
  await assert.rejects(box.record({ size: 1024 * 1024 * 1024 }), { code: 'guest-refused' });
  await box.record();
  await box.run({ argv: [PROGRAM, 'end'] });
  assert.ok((await box.takeRecording()).events.length > 0);
});

for (const name of ['tcc', 'gcc']) {
  test(`each call of a program by ${name} is told with the line of its source`, async () => {
    const source = [
      '#include <string.h>',
      '#include <unistd.h>',
      'static void say(const char *text) {',
      '    write(1, text, strlen(text));',
      '}',
      'int main(void) {',
      '    say("one");',
      '    return access("/nowhere", F_OK) == 0;',
      '}',
    ].join('\n');
    const request = {
      files: { 'lines.c': btoa(source) },
      sources: ['lines.c'],
      arguments: [],
      input: '',
      wallLimit: 10_000,
    };
    const { recording, lines } = await launchScripted(await openImage(name), request, course, { records: true });
    assert.ok(recording && lines);
    const lineOf = lineOfData({ lines });
    const placeOf = (name: string): unknown => {
      const found = recording.events.findLast((event) => event.kind === 'call' && event.name === name);
      return found?.kind === 'call' ? lineOfCall(found, './program', lineOf) : undefined;
    };
    assert.deepEqual(placeOf('write'), { file: 'lines.c', line: 4, function: 'say' });
    assert.deepEqual(placeOf('access'), { file: 'lines.c', line: 8, function: 'main' });
  });
}
