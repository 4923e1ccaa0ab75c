// The machine as a program uses it.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openImage, readArtefact } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { bundledWorker } from '#hosts/node/worker-bundle.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { compileText } from '../support/fixtures.js';

const image = await openImage();
const HELLO = '#include <stdio.h>\nint main(void){puts("hello");return 0;}';

test('files go in and out, and a reset forgets them', async () => {
  await using machine = await launch(image);
  const content = new Uint8Array(200_000).map((_, i) => i * 13);
  await machine.put({ path: '/home/student/a/b.bin', mode: 0o600 }, content);
  assert.deepEqual(await machine.get('/home/student/a/b.bin'), content);
  await machine.reset();
  await assert.rejects(machine.get('/home/student/a/b.bin'), {
    code: 'guest-refused',
    data: { errno: 'ENOENT', what: 'open' },
  });
});

test('the worker of machines was bundled from what was compiled', () => {
  assert.ok(bundledWorker(), 'the bundle is of another build; run: make build');
});

test('several machines run side by side and share nothing', async () => {
  const machines = await Promise.all([1, 2, 3].map(() => launch(image)));
  try {
    await Promise.all(machines.map((machine, n) => machine.put({ path: '/tmp/mine' }, encodeText(String(n)))));
    const texts = await Promise.all(machines.map(async (machine) => decodeText(await machine.get('/tmp/mine'))));
    assert.deepEqual(texts, ['0', '1', '2']);
  } finally {
    await Promise.all(machines.map((machine) => machine[Symbol.asyncDispose]()));
  }
});

test('disposing of a machine rejects what waits on it', async () => {
  const machine = await launch(image);
  const job = machine.exec({ argv: ['sleep', '600'] }, () => undefined);
  await job.started;
  const running = assert.rejects(machine.run({ argv: ['sleep', '600'] }), { code: 'machine-lost' });
  await machine[Symbol.asyncDispose]();
  await assert.rejects(job.exited, { code: 'machine-lost' });
  await running;
  await assert.rejects(machine.run({ argv: ['true'] }), { code: 'machine-lost' });
});

test('an AbortSignal and a deadline end a request, and say which', async () => {
  const machine = await launch(image);
  const signal = AbortSignal.timeout(100);
  await assert.rejects(machine.run({ argv: ['sleep', '600'] }, undefined, { signal }), { code: 'aborted' });
  await assert.rejects(machine.run({ argv: ['true'] }), { code: 'machine-lost' });
  const other = await launch(image);
  await assert.rejects(other.run({ argv: ['sleep', '600'] }, undefined, { timeout: 100 }), { code: 'deadline' });
  await Promise.all([machine, other].map((each) => each[Symbol.asyncDispose]()));
});

test('a fault in the worker comes as one of ours, with the place where it was thrown', async () => {
  await using machine = await launch(image);
  const error: unknown = await machine.compile({ sources: null } as never).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof IpclabError && error.code === 'internal', String(error));
  assert.match(error.stack ?? '', /^TypeError: .*\n +at .*\/src\//s);
});

test('the serial console is a login shell of the student, as bytes', async () => {
  let text = '';
  let seen = (): void => undefined;
  const shown = (pattern: RegExp): Promise<void> =>
    new Promise((resolve) => {
      seen = () => {
        if (pattern.test(text)) resolve();
      };
      seen();
    });
  await using machine = await launch(image, {
    onConsole: (bytes) => {
      text += decodeText(bytes);
      seen();
    },
  });
  await shown(/student@ipclab:~\$ /);
  await machine.sendConsole(encodeText('echo $((6*7)) $(id -un)\n'));
  await shown(/^42 student\r$/m);
});

test('a boot from power-on ends at the same agent', async () => {
  let log = '';
  await using machine = await launch(image, { from: 'power-on', onConsole: (bytes) => (log += decodeText(bytes)) });
  const { stdout } = await machine.run({ argv: ['uname', '-r'] });
  assert.match(decodeText(stdout), /^6\.1\.\d+\n$/);
  assert.match(log, /Linux version 6\.1/);
});

test('the compiler names its version, and the pieces of a lecture are there', async () => {
  await using machine = await launch(image);
  const ask =
    'ls /dev/shm /dev/mqueue /sys/fs/cgroup >/dev/null && ipcs -q && strace -V | head -1 && grep -c . /etc/hosts && hostname && id -un';
  const { status, stdout } = await machine.run({ argv: ['sh', '-c', ask] });
  assert.equal(status.exit, 0);
  assert.match(decodeText(stdout), /Message Queues[\s\S]*strace -- version 6\.1[\s\S]*ipclab\nstudent\n$/);
});

test('an image with a bit flipped is refused by name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-image-'));
  for (const name of await readdir(image.folder)) await copyFile(join(image.folder, name), join(folder, name));
  const path = join(folder, image.manifest.artefacts.state.file);
  const bytes = await readFile(path);
  bytes[1_000_000] = (bytes[1_000_000] ?? 0) ^ 1;
  await writeFile(path, bytes);
  await assert.rejects(readArtefact({ ...image, folder }, 'state'), {
    code: 'image-corrupt',
    message: /state\.bin is not the file/,
  });
  await rm(folder, { recursive: true });
});

/** How often; the soak test of `make test-soak` takes 500. */
const ROUNDS = 10 * Number(process.env['IPCLAB_ROUNDS'] ?? 4);

/** From this round on memory may not grow: what is kept from the first ones, such as compiled code, is there by then. */
const SETTLED = 0.4 * ROUNDS;

test('many times restore, handshake, compile, run, dispose: no failure, and memory does not grow', async () => {
  const memory: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await using machine = await launch(image);
    const program = await compileText(machine, 'hello', HELLO);
    const { stdout, status } = await machine.run({ argv: [program] });
    assert.deepEqual([decodeText(stdout), status.exit], ['hello\n', 0]);
    if (round === SETTLED - 1 || round === ROUNDS - 1) memory.push(process.memoryUsage().rss);
  }
  // Less than one machine's worth.
  const [settled = 0, end = Infinity] = memory;
  assert.ok(end - settled < 100e6, `resident bytes after ${SETTLED} rounds, and after all: ${memory.join(', ')}`);
});
