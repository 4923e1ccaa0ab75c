// `ipclab replay --at`: a shell beside the stopped processes of a recorded run.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { CallEvent } from '#xray/events.js';
import type { XrayData } from '#xray/xray-data.js';
import { ipclab, RUN, type Outcome } from '../support/cli.js';

const cwd = mkdtempSync(join(tmpdir(), 'ipclab-go-there-'));
after(() => {
  rmSync(cwd, { recursive: true });
});

/** The child waits for its parent's bytes; the limit of time is near. */
const PROGRAM = `#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
    int ends[2];
    char bytes[16];
    pipe(ends);
    puts("begun");
    fflush(stdout);
    if (fork() == 0) {
        close(ends[1]);
        return read(ends[0], bytes, sizeof bytes) != 9;
    }
    close(ends[0]);
    usleep(100000);
    write(ends[1], "hi there", 9);
    wait(NULL);
    return 0;
}
`;

/** The first process ends at once; the other one goes on, with bytes of its own in a pipe. */
const ORPHAN = `#include <unistd.h>
int main(void)
{
    int ends[2];
    pipe(ends);
    if (fork() == 0) {
        usleep(100000);
        write(ends[1], "hi there", 9);
        usleep(500000);
    }
    return 0;
}
`;

async function record(name: string, program: string, ...options: readonly string[]): Promise<XrayData> {
  writeFileSync(join(cwd, `${name}.c`), program);
  const files = ['--record', `${name}.json`, '--xray', `${name}-xray.json`];
  const { status, stderr } = await ipclab([...RUN, ...files, ...options, `${name}.c`], { cwd });
  assert.equal(status, 0, stderr.toString());
  return JSON.parse(readFileSync(join(cwd, `${name}-xray.json`), 'utf8')) as XrayData;
}

function writeIn({ recording }: XrayData): CallEvent {
  const found = recording.events.find(
    (event): event is CallEvent => event.kind === 'call' && event.bytes === 'hi there\0',
  );
  assert.ok(found);
  return found;
}

async function shellAt(name: string, time: number, script: string): Promise<Outcome & { readonly text: string }> {
  const outcome = await ipclab(['replay', `${name}.json`, '--at', `${time}ns`], { cwd, input: Buffer.from(script) });
  return { ...outcome, text: outcome.stdout.toString() };
}

let xray: XrayData;
let write: CallEvent;
before(async () => {
  xray = await record('pipe', PROGRAM, '--seed', '3', '--wall', '1');
  write = writeIn(xray);
});

test('a record of a run with an X-ray replays with the recorder', async () => {
  const { status, stdout } = await ipclab(['replay', 'pipe.json'], { cwd });
  assert.equal(status, 0);
  assert.match(stdout.toString(), /^identical: /);
});

test('just before a write the reader waits, nobody is ended while one looks, and the run goes on when it is let', async () => {
  const script = `set -- $(pgrep program)
echo "/proc: $(cat /proc/$2/syscall)"
readlink /proc/$1/fd/4
readlink /proc/$2/fd/3
sleep 2
grep -h ^State /proc/$1/status /proc/$2/status
kill -CONT $1 $2
while pgrep program; do sleep 0.1; done >/dev/null
echo over
`;
  const { status, text, stderr } = await shellAt('pipe', write.time - 1, script);
  assert.equal(status, 0, stderr.toString());
  const [begun, call, ...rest] = text.trimEnd().split('\n');
  const read = 3;
  assert.equal(begun, 'begun');
  assert.match(call ?? '', new RegExp(`^/proc: ${read} 0x3 `));
  const [writer, reader, ...states] = rest;
  assert.match(writer ?? '', /^pipe:/);
  assert.equal(reader, writer);
  assert.deepEqual(states, ['State:\tT (stopped)', 'State:\tT (stopped)', 'over']);
  const { events } = xray.recording;
  const [, after, all] = /after (\d+) of (\d+) events, each as in the recorded run/.exec(stderr.toString()) ?? [];
  assert.deepEqual([Number(after), Number(all)], [events.indexOf(write), events.length]);
});

test('just after a write its bytes are in the pipe, and a process that has outlived the first one stays longer than it may', async () => {
  const orphan = await record('orphan', ORPHAN);
  const script = `sleep 11
grep -h ^State /proc/$(pgrep program)/status
head -c 8 /proc/$(pgrep program)/fd/3
`;
  const { text, stderr } = await shellAt('orphan', writeIn(orphan).time, script);
  assert.equal(text, 'State:\tT (stopped)\nhi there', stderr.toString());
});

test('an instant at which nothing is there, and a record without an X-ray, are one sentence and status 2', async () => {
  const late = await shellAt('pipe', 60_000_000_000, '');
  assert.equal(late.status, 2);
  assert.match(
    late.stderr.toString(),
    /--at: no process of the run is there at that instant; .* from [\d.]+ ms to [\d.]+ ms$/m,
  );
  await ipclab([...RUN, '--record', 'plain.json', 'pipe.c'], { cwd });
  const plain = await shellAt('plain', 1, '');
  assert.equal(plain.status, 2);
  assert.match(plain.stderr.toString(), /^ipclab: plain\.json: was made without an X-ray/m);
});
