// What a container keeps apart, and what its limits are called.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ContainerSpec } from '#protocol/container-spec.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import { explainAll } from '#facts/explain/explain.js';
import { CONTAINER_LIMITS, STUDENT_LIMITS } from '#protocol/limits.js';
import type { JobResult } from '#guest/run-job.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { compileFixture } from '../support/fixtures.js';

const image = await openImage();

/** With the virtual clock: however busy this computer is, a program comes as far as it does within its limit. */
let machine: Machine;
let forbidden: Uint8Array<ArrayBuffer>;
before(async () => {
  machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
  await using box = await machine.open();
  forbidden = await box.get(await compileFixture(box, 'forbidden'));
});
after(() => machine[Symbol.asyncDispose]());

const LIMITS = { limits: CONTAINER_LIMITS };

async function shell(box: RemoteContainer, script: string, spec: Partial<ExecSpec> = {}): Promise<JobResult> {
  return box.run({ argv: ['sh', '-c', script], limits: STUDENT_LIMITS, ...spec });
}

async function output(box: RemoteContainer, script: string, spec: Partial<ExecSpec> = {}): Promise<string> {
  const { stdout, stderr } = await shell(box, script, spec);
  return decodeText(stdout) + decodeText(stderr);
}

async function inBox<T>(work: (box: RemoteContainer) => Promise<T>, spec: ContainerSpec = LIMITS): Promise<T> {
  await using box = await machine.open(spec);
  return await work(box);
}

/** Runs something in the guest outside of all containers, as the host does. */
async function outside(script: string, guest = machine): Promise<string> {
  const { stdout } = await guest.run({ argv: ['sh', '-c', script], user: 'root' });
  return decodeText(stdout).trim();
}

test('a container sees its own processes only, and the first two are none of its programs', async () => {
  const text = await inBox((box) => output(box, 'ps -eo pid,comm; kill -9 1; kill -9 $PPID; kill -9 -1; echo $$'));
  assert.deepEqual(
    [...text.matchAll(/^ *\d+ ([a-z]+)$/gm)].map(([, name]) => name),
    ['init', 'keeper', 'sh', 'ps'],
  );
  assert.match(text, /^ *1 init$/m);
  assert.equal(text.match(/kill pid \d+: Operation not permitted$/gm)?.length, 2, text);
});

test('a program may raise its soft limits as far as on an ordinary system', async () => {
  const text = await inBox((box) =>
    output(
      box,
      'for limit in s n c; do ulimit -S$limit; ulimit -H$limit; done; ulimit -l; ulimit -Ss 65536 && ulimit -Sn 4096 && ulimit -Sc unlimited; ulimit -n',
    ),
  );
  assert.deepEqual(text.trim().split('\n'), ['8192', '65536', '256', '4096', '0', 'unlimited', '8192', '4096']);
});

test('a hundred threads, or children, at a time are an everyday exercise', async () => {
  const { status, stdout } = await inBox((box) =>
    shell(box, 'i=0; while [ $i -lt 100 ]; do sleep 5 & i=$((i + 1)); done; echo all; kill $(jobs -p); wait'),
  );
  assert.equal(decodeText(stdout), 'all\n');
  assert.deepEqual([status.exit === null, status.reached.includes('processes')], [false, false]);
});

test('files, objects and the host name of one container are not there in another', async () => {
  await using first = await machine.open();
  await using second = await machine.open();
  await shell(first, 'echo mine > /tmp/file; echo mine > /dev/shm/file; ipcmk -Q; ipcmk -S 1; hostname');
  assert.match(await output(first, 'ls /tmp /dev/shm; ipcs'), /file[\s\S]*file[\s\S]*0x[0-9a-f]{8} 0/);
  assert.doesNotMatch(await output(second, 'ls /tmp /dev/shm; ipcs'), /file|0x/);
  assert.equal(await outside('ls /tmp /dev/shm | grep -c file'), '0');
});

test('two containers listen on one port, and neither reaches the other', async () => {
  await using first = await machine.open();
  await using second = await machine.open();
  const server = 'echo hello | nc -l -p 4000 & sleep 0.3; nc 127.0.0.1 4000 </dev/null';
  assert.equal(await output(first, server), 'hello\n');
  assert.equal(await output(second, server), 'hello\n');
  assert.notEqual((await shell(second, 'nc -w 1 127.0.0.1 4000 </dev/null')).status.exit, 0);
});

test('nothing of the system can be written to, and there are no devices of the machine', async () => {
  for (const user of ['student', 'root']) {
    // Opened for writing and left as it is: all of /proc that can be written to at all, but what belongs to a process.
    const script =
      'find /proc -type f -perm -200 -not -path "/proc/[0-9]*" -not -path "/proc/*self/*" 2>/dev/null > /tmp/files; ' +
      'for f in $(cat /tmp/files) /etc/passwd /usr/bin/tcc /new /dev/new; do { true >> $f; } 2>/dev/null && echo $f; done; ' +
      'test $(wc -l < /tmp/files) -gt 100 || echo few; ' +
      'ls /dev /sys /sys/fs/cgroup 2>/dev/null | grep -E "hvc|ttyS|console|mem|vport|cgroup|kmsg"; find / -perm -4000 2>/dev/null; true';
    assert.equal(await inBox((box) => output(box, script, { user })), '', user);
  }
});

test('no program has a capability, and none gets one; raw sockets are for who asked', async () => {
  const capabilities = (user: string, spec?: ContainerSpec): Promise<string> =>
    inBox(
      (box) =>
        output(box, 'sed -n "s/Cap\\(Eff\\|Bnd\\):.*0\\(...\\)$/\\2/p" /proc/self/status | tr "\\n" " "', { user }),
      spec,
    );
  assert.equal(await capabilities('student'), '000 000 ');
  assert.equal(await capabilities('root'), '4eb 4eb ');
  const raw = { ...LIMITS, capabilities: ['raw-sockets'] } as const;
  const ping = (box: RemoteContainer): Promise<JobResult> => shell(box, 'ping -c 1 127.0.0.1');
  assert.equal((await inBox(ping, raw)).status.exit, 0);
  assert.notEqual((await inBox(ping)).status.exit, 0);
});

for (const user of ['student', 'root']) {
  test(`what nobody needs is refused to ${user}`, async () => {
    await inBox(async (box) => {
      await box.put({ path: '/tmp/forbidden', mode: 0o755 }, forbidden);
      assert.equal(await output(box, '/tmp/forbidden', { user }), 'none\n');
    });
  });
}

test('a job inherits its three streams and nothing else', async () => {
  assert.equal(await inBox((box) => output(box, 'ls /proc/$$/fd | tr "\\n" " "')), '0 1 2 ');
});

test('a terminal is one of the container, and has a name', async () => {
  const terminal = { rows: 24, columns: 80 };
  assert.match(
    await inBox((box) => output(box, 'tty; echo there > /dev/tty', { terminal })),
    /^\/dev\/pts\/0\r\nthere\r\n$/,
  );
});

test('jobs of one container share it, and two users in it are two users', async () => {
  await using box = await machine.open();
  await shell(box, 'echo secret > /home/student/mine; chmod 600 /home/student/mine');
  assert.match(
    await output(box, 'cat /home/student/mine; id -un', { user: 'other' }),
    /denied[\s\S]*|other\n[\s\S]*denied/,
  );
  assert.equal(await output(box, 'cat /home/student/mine', { user: 'root' }), 'secret\n');
});

test('no symbolic link leads the host out of a container, and no kernel file is read', async () => {
  await using box = await machine.open();
  await outside('echo outside > /tmp/outside');
  await shell(
    box,
    'ln -s /tmp out; ln -s ../../../../../../etc up; ln -s /proc/1 kernel; mkfifo fifo; ln -s fifo link',
    {
      directory: '/home/student',
    },
  );
  const errno = (path: string): Promise<unknown> =>
    box.get(`/home/student/${path}`).then(
      () => 'read',
      (error: unknown) => (error as { data: { errno: string } }).data.errno,
    );
  assert.equal(await errno('out/outside'), 'ENOENT');
  assert.equal(await errno('up/passwd'), 'read'); // the container's own
  assert.notEqual(await errno('kernel/environ'), 'read');
  assert.notEqual(await errno('kernel/root/etc/passwd'), 'read');
  assert.notEqual(await errno('fifo'), 'read');
  assert.equal(await errno('link'), 'ELOOP');
  await box.put({ path: '/home/student/out/put' }, encodeText('put'));
  assert.equal(await output(box, 'cat /tmp/put'), 'put');
  assert.equal(await outside('ls /tmp/put 2>/dev/null; cat /tmp/outside; rm /tmp/outside'), 'outside');
});

test('each limit has a name', async () => {
  const met = async (script: string, limits: ExecSpec['limits']): Promise<string> =>
    inBox(async (box) => {
      const { status } = await shell(box, script, { limits: { ...STUDENT_LIMITS, ...limits } });
      return [status.limit ?? 'none', ...status.reached].join(' ');
    });
  assert.equal(await met('sleep 60', { wall: 300 }), 'wall wall');
  assert.equal(await met('while :; do :; done', { cpu: 1000 }), 'cpu cpu');
  assert.equal(await met('exec head -c 100000 /dev/zero > /tmp/x', { file: 1000 }), 'file file');
  assert.equal(await met('exec tail -c 30000000 /dev/zero', { memory: 4e6 }), 'memory memory');
  assert.equal(await met('for i in 1 2 3 4 5 6 7 8 9; do sleep 1 & done; wait', { processes: 4 }), 'none processes');
  assert.equal(await met('head -c 100000 /dev/zero', { output: 1000 }), 'none output');
  assert.equal(await met('true', {}), 'none');
});

test('the limits of a container hold for all its jobs and files', async () => {
  const limits = { ...CONTAINER_LIMITS, bytes: 1e6, inodes: 50, processes: 8 };
  await using box = await machine.open({ limits });
  assert.match(await output(box, 'head -c 2000000 /dev/zero | cat > /tmp/x; rm /tmp/x'), /No space left/);
  assert.match(await output(box, 'head -c 2000000 /dev/zero | cat > /dev/shm/x; rm /dev/shm/x'), /No space left/);
  assert.match(await output(box, 'for i in $(seq 60); do : > /tmp/$i; done'), /No space left/);
  const { status } = await shell(box, 'for i in $(seq 20); do sleep 1 & done; wait');
  assert.deepEqual(status.reached, ['processes']);
});

test('a flood of shared memory ends with its container', async () => {
  const free = async (): Promise<number> => Number(await outside("awk '/MemAvailable/ {print $2}' /proc/meminfo"));
  const before = await free();
  await inBox((box) => shell(box, 'head -c 12000000 /dev/zero > /dev/shm/flood; ipcmk -M 8000000'));
  await outside('sleep 0.2');
  assert.ok(before - (await free()) < 2000, `${before} KiB before, ${await free()} after`);
});

test('output above its limit keeps head and tail', async () => {
  const { stdout, status } = await inBox((box) => shell(box, 'seq 100000', { limits: { output: 4000 } }));
  assert.equal(stdout.length, 4000);
  assert.deepEqual(status.cut.stdout, { at: 3000, missing: 588_895 - 4000 });
  assert.equal(status.cut.stderr, null);
  assert.match(decodeText(stdout), /^1\n2\n[\s\S]*\n100000\n$/);
});

test('what outlives its job is ended with it, and is told', async () => {
  await using box = await machine.open();
  const { status } = await shell(box, '(setsid sleep 600 &) ; echo gone', { linger: 200 });
  assert.deepEqual([status.exit, status.killed], [0, 1]);
  assert.match(explainAll([status.evidence]).join('\n'), /^sleep \(\d+\) waits in nanosleep/);
  assert.equal(await output(box, 'ps -eo comm | grep -c "^sleep"'), '0\n');
});

test('closing a container ends its jobs, and nothing of it is left', async () => {
  await using live = await launch(image);
  const box = await live.open();
  const job = box.exec({ argv: ['sh', '-c', 'trap "" TERM INT; while :; do sleep 1; done'] }, () => undefined);
  await job.started;
  await box.close();
  assert.equal((await job.exited).signal, 'SIGKILL');
  await assert.rejects(shell(box, 'true'), { code: 'guest-refused', data: { errno: 'ENOENT', what: 'container' } });
  await assert.rejects(box.get('/etc/passwd'), { code: 'guest-refused', data: { errno: 'ENOENT', what: 'container' } });
  assert.equal(await outside('ls -d /sys/fs/cgroup/box-* 2>/dev/null | wc -l', live), '0');
});

test('after 50 containers the agent has the descriptors, the memory and the cgroups that it had', async () => {
  const state = (): Promise<string> =>
    outside(
      'ls /proc/1/fd | wc -l; grep -E "VmData|VmRSS" /proc/1/status; find /sys/fs/cgroup -type d | wc -l; wc -l < /proc/mounts',
    );
  const use = (): Promise<void> =>
    inBox(async (box) => {
      const { status } = await shell(box, 'sleep 600 & ipcmk -Q; seq 5000', { limits: { wall: 100, output: 1000 } });
      assert.ok(status.evidence);
      assert.ok(await box.evidence());
    });
  await use();
  const before = await state();
  for (let round = 0; round < 50; round++) await use();
  assert.equal(await state(), before);
});

test('a reset forgets all containers', async () => {
  await using own = await launch(image);
  const box = await own.open();
  await own.reset();
  await assert.rejects(box.evidence(), { code: 'usage' });
  await using other = await own.open();
  assert.equal((await shell(other, 'exit 3')).status.exit, 3);
});
