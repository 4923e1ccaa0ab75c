// What a job and a file transfer are to a host, over the real agent compiled for this machine.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { explainAll } from '#facts/explain/explain.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import { markCut, runJob, type JobResult } from '#guest/run-job.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { startNativeAgent, type NativeAgent } from '#hosts/node/native-agent.js';

let native: NativeAgent;
before(async () => {
  native = await startNativeAgent();
});
after(() => native[Symbol.asyncDispose]());

const environment = { PATH: '/usr/bin:/bin' };
function shell(script: string, spec: Partial<ExecSpec> = {}, input?: Uint8Array): Promise<JobResult> {
  return runJob(native.agent, { argv: ['sh', '-c', script], user: '', environment, ...spec }, input);
}

test('a job gives back its streams apart, and its status', async () => {
  const { status, stdout, stderr } = await shell('echo out; echo err >&2; exit 7');
  assert.equal(decodeText(stdout), 'out\n');
  assert.equal(decodeText(stderr), 'err\n');
  assert.deepEqual([status.exit, status.signal, status.limit], [7, null, null]);
  assert.deepEqual(status.written, { stdout: 4, stderr: 4 });
});

test('a signal is told by its name', async () => {
  const { status } = await shell('kill -SEGV $$');
  assert.deepEqual([status.exit, status.signal], [null, 'SIGSEGV']);
});

test('arguments, environment and folder arrive as they were given', async () => {
  const { stdout } = await runJob(native.agent, {
    argv: ['sh', '-c', 'printf "%s|" "$@" "$LAB"; pwd', 'sh', 'two words', '', 'ü\n'],
    environment: { ...environment, LAB: 'a=b' },
    directory: '/tmp',
    user: '',
  });
  assert.equal(decodeText(stdout), 'two words||ü\n|a=b|/tmp\n');
});

test('what cannot be recorded is refused, and answers keep their order', async () => {
  const box = await native.agent.open({});
  const before = box.evidence();
  const refused = assert.rejects(box.record(), { code: 'guest-refused', data: { errno: 'ENOSYS', what: 'recorder' } });
  const after = box.evidence();
  await refused;
  assert.ok((await before) && (await after));
  await assert.rejects(box.takeRecording(), { code: 'guest-refused', data: { errno: 'ENOENT', what: 'recorder' } });
  await box.close();
});

test('a program that is not there is a refusal with its errno', async () => {
  await assert.rejects(runJob(native.agent, { argv: ['/no/such'], user: '' }), {
    code: 'guest-refused',
    data: { errno: 'ENOENT', what: 'execve' },
  });
});

test('megabytes pass through both ways, byte for byte', async () => {
  const input = new Uint8Array(3_000_001).map((_, index) => (index * 7) ^ (index >> 8));
  const { stdout, status } = await shell('cat', {}, input);
  assert.equal(status.exit, 0);
  assert.deepEqual(stdout, input);
});

test('the output window holds a program back until it is granted more', async () => {
  let received = 0;
  const job = native.agent.exec(
    { argv: ['sh', '-c', 'head -c 300000 /dev/zero'], user: '', environment, window: 10_000 },
    (_, bytes) => {
      received += bytes.length;
      if (received === 10_000) job.grant('stdout', 290_000);
      assert.ok(received <= 300_000);
    },
  );
  await job.started;
  const status = await job.exited;
  assert.equal(received, 300_000);
  assert.equal(status.exit, 0);
});

test('output above its limit keeps head and tail, and says what is missing', async () => {
  const { stdout, status } = await shell('seq 20000; echo done', { limits: { output: 1000 } });
  assert.equal(stdout.length, 1000);
  assert.match(decodeText(stdout.subarray(0, 750)), /^1\n2\n/);
  assert.match(decodeText(stdout.subarray(750)), /\n20000\ndone\n$/);
  assert.deepEqual(status.cut, { stdout: { at: 750, missing: status.written.stdout - 1000 }, stderr: null });
  assert.deepEqual([status.exit, status.limit, status.reached.join()], [0, null, 'output']);
  assert.match(decodeText(markCut(stdout, status.cut.stdout)), /\[\d+ bytes of output are missing here\]/);
});

test('output just below its limit is whole', async () => {
  for (const size of [749, 750, 751, 999, 1000]) {
    const { stdout, status } = await shell(`head -c ${size} /dev/zero`, { limits: { output: 1000 } });
    assert.deepEqual([stdout.length, status.cut.stdout, status.reached.length], [size, null, 0]);
  }
});

test('a container of a native agent is a group of jobs that ends as one', async () => {
  const box = await native.agent.open({});
  const job = box.exec({ argv: ['sleep', '600'], user: '', environment }, () => undefined);
  await job.started;
  const path = `${native.folder}/inside`;
  await box.put({ path, owner: '' }, encodeText('text'));
  assert.equal(decodeText(await box.get(path)), 'text');
  assert.deepEqual(
    (await box.evidence())?.processes.map(({ name }) => name),
    ['sleep'],
  );
  await box.close();
  assert.equal((await job.exited).signal, 'SIGKILL');
  await assert.rejects(box.get(path), { code: 'guest-refused', data: { errno: 'ENOENT', what: 'container' } });
});

test('what a job was doing at its limit comes with its end', async () => {
  await using box = await native.agent.open({});
  // On a busy machine the program may not have come to its sleep by then.
  for (let wall = 100, seen = ''; !/^sleep \(\d+\) waits in nanosleep/.test(seen); wall *= 2) {
    const spec = { argv: ['sleep', '600'], user: '', environment, limits: { wall } };
    const { status } = await runJob(box, spec);
    assert.deepEqual([status.limit, status.reached.join()], ['wall', 'wall']);
    seen = explainAll([status.evidence]).join();
    assert.ok(wall < 60_000, seen);
  }
});

test('an unknown container and an unknown capability are refused by name', async () => {
  await assert.rejects(runJob(native.agent, { argv: ['true'], user: '', container: 999_999 }), {
    code: 'guest-refused',
    data: { errno: 'ENOENT', what: 'container' },
  });
  await assert.rejects(native.agent.open({ capabilities: ['everything' as 'raw-sockets'] }), {
    code: 'guest-refused',
    data: { errno: 'EINVAL', what: 'capability' },
  });
});

test('a program that waits for ever meets its limit of time', async () => {
  const { status } = await shell('sleep 600', { limits: { wall: 200 } });
  assert.equal(status.limit, 'wall');
  assert.ok(status.wall >= 200e6);
});

test('what outlives the first process is killed when it has lingered', async () => {
  const { status } = await shell('sleep 600 & echo started', { linger: 100 });
  assert.deepEqual([status.exit, status.killed], [0, 1]);
});

test('what ends in time after the first process still has its output', async () => {
  const { stdout, status } = await shell('(sleep 0.2; echo late) & exit 3', { linger: 600_000 });
  assert.equal(decodeText(stdout), 'late\n');
  assert.deepEqual([status.exit, status.killed], [3, 0]);
});

test('a terminal has a size, echoes, and turns Ctrl-C into SIGINT', async () => {
  let text = '';
  const job = native.agent.exec(
    { argv: ['sh', '-c', 'stty size; cat'], user: '', environment, terminal: { rows: 33, columns: 111 } },
    (_, bytes) => {
      text += decodeText(bytes);
      if (text.endsWith('111\r\n')) void job.write(encodeText('typed\n'));
      if (text.split('typed').length === 3) void job.write(encodeText('\u0003'));
    },
  );
  const status = await job.exited;
  assert.match(text, /^33 111\r\ntyped\r\ntyped\r\n/);
  assert.equal(status.signal, 'SIGINT');
});

test('a file arrives whole, with its mode, and comes back', async () => {
  const path = `${native.folder}/deep/er/file`;
  const content = new Uint8Array(100_000).fill(7);
  await native.agent.put({ path, mode: 0o640, owner: '' }, content);
  assert.deepEqual(await native.agent.get(path), content);
  const { stdout } = await shell(`stat -c %a ${path}; ls ${native.folder}/deep/er`);
  assert.equal(decodeText(stdout), '640\nfile\n');
});

test('only regular files that are small enough are read', async () => {
  await shell(`cd ${native.folder} && mkfifo fifo && ln -s /etc/passwd link && head -c 2000 /dev/zero > large`);
  const errno = async (path: string, size?: number): Promise<unknown> =>
    native.agent.get(path, size).then(
      () => 'read',
      (error: unknown) => (error as { data: { errno: string } }).data.errno,
    );
  assert.equal(await errno(`${native.folder}/none`), 'ENOENT');
  assert.equal(await errno(`${native.folder}/link`), 'ELOOP');
  assert.equal(await errno(`${native.folder}/large`, 1999), 'EFBIG');
  assert.notEqual(await errno(`${native.folder}/fifo`), 'read');
  assert.notEqual(await errno(native.folder), 'read');
});

test('fifty jobs at a time leave no descriptor behind', async () => {
  const open = (): number => readdirSync(`/proc/${native.pid}/fd`).length;
  await shell('true');
  const before = open();
  const results = await Promise.all(Array.from({ length: 50 }, (_, n) => shell(`echo ${n}; exit ${n}`)));
  results.forEach(({ status, stdout }, n) => {
    assert.equal(status.exit, n);
    assert.equal(decodeText(stdout), `${n}\n`);
  });
  assert.equal(open(), before);
});

test('a new session ends what the old one left', async () => {
  const job = native.agent.exec({ argv: ['sleep', '600'], user: '', environment }, () => undefined);
  const pid = await job.started;
  await native.hello();
  await assert.rejects(job.exited, { code: 'machine-lost' });
  const { stdout } = await shell(`kill -0 ${pid} 2>/dev/null && echo alive || echo gone`);
  assert.equal(decodeText(stdout), 'gone\n');
});

test('a window size larger than the frames under way loses nothing', async () => {
  const files = Array.from({ length: 40 }, (_, n) => ({
    path: `${native.folder}/f${n}`,
    content: new Uint8Array(9000).fill(n),
  }));
  await Promise.all(files.map(({ path, content }) => native.agent.put({ path, owner: '' }, content)));
  for (const { path, content } of files) assert.deepEqual(await native.agent.get(path), content);
});
