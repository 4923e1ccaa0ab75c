// A sandbox server as a client of its API meets it: real programs in real machines.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serveSandbox, type SandboxServer } from '#sandbox/serve.js';
import type { RunResult } from '#sandbox/run-result.js';
import { GradingClient } from '#api/client.js';
import { loadLab } from '#course/lab.js';
import { decodeText } from '#util/bytes.js';
import { ipclab } from '../support/cli.js';
import { LARGE_CLASS_LAB } from '../support/classroom/class.js';
import { Folder } from '../support/classroom/take.js';

const faults: string[] = [];
let server: SandboxServer;
before(async () => {
  server = await serveSandbox({
    host: '127.0.0.1',
    port: 0,
    jobs: 1,
    queue: 3,
    labs: [LARGE_CLASS_LAB],
    metrics: { host: '127.0.0.1', port: 0 },
    onFault: (fault) => faults.push(fault),
  });
});
after(() => server[Symbol.asyncDispose]());

async function post(spec: object): Promise<{ status: number; result: RunResult }> {
  const body = JSON.stringify({ run_spec: { language_id: 'c', ...spec } });
  const response = await fetch(new URL('runs', server.url), { method: 'POST', body });
  return { status: response.status, result: (await response.json()) as RunResult };
}

async function outcome(sourcecode: string, spec: object = {}): Promise<RunResult> {
  const { status, result } = await post({ sourcecode, ...spec });
  assert.equal(status, 200, JSON.stringify(result));
  return result;
}

/** What all of them begin with; a compiler that says something has refused. */
const C = '#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\nint main(int argc, char **argv) ';

test('a program runs with its input, arguments, and files that were put there', async () => {
  const [id, text] = ['abcdef0123456789', 'from a file\n'];
  const spec = {
    input: 'typed\n',
    file_list: [[id, 'data.txt']],
    parameters: { runargs: ['one "two three"'] },
  };
  const program = `${C}{ char line[80]; puts(argv[argc - 1]); if (fgets(line, 80, stdin)) fputs(line, stdout);
    FILE *file = fopen("data.txt", "r"); if (file && fgets(line, 80, file)) fputs(line, stdout); return 0; }`;
  assert.equal((await post({ sourcecode: program, ...spec })).status, 404);
  const file = { method: 'PUT', body: JSON.stringify({ file_contents: btoa(text) }) };
  assert.equal((await fetch(new URL(`files/${id}`, server.url), file)).status, 204);
  const { outcome: number, stdout } = await outcome(program, spec);
  assert.deepEqual([number, stdout], [15, 'two three\ntyped\nfrom a file\n']);
});

test('what does not compile, crashes, waits for ever or computes for ever is told apart, with the reason', async () => {
  const broken = await outcome('int main(void) { return 0 }', { sourcefilename: 'hello.c' });
  assert.equal(broken.outcome, 11);
  assert.match(broken.cmpinfo, /hello\.c:1/);
  const crashed = await outcome(`${C}{ (void)argc; (void)argv; *(volatile int *)0 = 1; return 0; }`);
  assert.equal(crashed.outcome, 12);
  assert.match(crashed.stderr, /SIGSEGV/);
  const blocked = await outcome(
    `${C}{ (void)argv; int p[2]; char c; if (pipe(p) < 0) return 1; return read(p[0], &c, argc); }`,
  );
  assert.equal(blocked.outcome, 13);
  assert.match(blocked.stderr, /stopped after 30 s \(time limit\)\n.*waits in read on the pipe of descriptor 3/s);
  const endless = await outcome('int main(void) { for (;;) ; }', { parameters: { cputime: 1 } });
  assert.equal(endless.outcome, 13);
  assert.match(endless.stderr, /processor time limit/);
});

test('a program may fork, and sleep for as long as it has; what it leaves behind is told', async () => {
  const {
    outcome: number,
    stdout,
    ipclab,
  } = await outcome(
    `${C}{ (void)argc; (void)argv; if (fork() == 0) { puts("child"); return 0; } sleep(8); puts("parent"); return 3; }`,
  );
  assert.deepEqual([number, stdout, ipclab?.exit], [15, 'child\nparent\n', 3]);
});

test('one job has one result, whoever asks, and nobody sees what another left', async () => {
  const program = `${C}{ (void)argc; (void)argv; printf("%d %d\\n", access("/tmp/seen", F_OK), (int)getpid()); fclose(fopen("/tmp/seen", "w")); return 0; }`;
  const results = await Promise.all([outcome(program), outcome(program), outcome(program)]);
  for (const { outcome: number, stdout } of results) assert.deepEqual([number, stdout], [15, results[0].stdout]);
  assert.match(results[0].stdout, /^-1 /);
});

test('jobs beyond the queue are told that the server is overloaded', async () => {
  const results = await Promise.all(Array.from({ length: 8 }, () => outcome(`${C}{ return argc + !argv - 1; }`)));
  const numbers = results.map(({ outcome: number }) => number).sort();
  // One runs and three wait; the others came meanwhile.
  assert.deepEqual(numbers, [15, 15, 15, 15, 21, 21, 21, 21]);
});

test('a job that asks for more gets the record of its run', async () => {
  const { ipclab } = await outcome(`${C}{ return argc + !argv - 1; }`, { debug: true });
  assert.deepEqual([ipclab?.record?.request.sources, ipclab?.record?.outcome.run?.status.exit], [['prog.c'], 0]);
  assert.deepEqual(faults, []);
});

test('a submission has the result that grading a class gives it', async () => {
  const { reference, wrong } = (await loadLab(LARGE_CLASS_LAB)).files;
  const sources = [reference, wrong['segment'] ?? {}].map((files) => decodeText(files['sum.c'] ?? new Uint8Array(0)));
  const client = new GradingClient(new URL('/', server.url));
  assert.deepEqual(
    (await client.labs()).map(({ name, tasks }) => [name, tasks[0]?.files]),
    [['sum', [{ name: 'sum.c', optional: false }]]],
  );
  const found = await Promise.all(
    sources.map((source) => client.grade({ lab: 'sum', files: { 'sum.c': source }, audience: 'instructor' })),
  );
  assert.deepEqual(
    found.map(({ status, points }) => [status, points]),
    [
      ['graded', 4],
      ['graded', 3],
    ],
  );
  using folder = new Folder(Object.fromEntries(sources.map((source, n) => [`class/s${n}.c`, source])));
  const { status, stdout } = await ipclab(['grade', LARGE_CLASS_LAB, 'class', '--json'], { cwd: folder.path });
  assert.equal(status, 0);
  const { results } = JSON.parse(stdout.toString()) as { results: typeof found };
  assert.deepEqual(
    found.map(({ tasks }) => tasks),
    results.map(({ tasks }) => tasks),
  );
});

test('who keeps the server sees how many runs there were, how long they took, and that it is well', async () => {
  assert.ok(server.metrics);
  const read = async (): Promise<string> => (await fetch(new URL('metrics', server.metrics))).text();
  const runs = (text: string): number => Number(/^ipclab_runs_total\{result="run"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  const before = runs(await read());
  await outcome(`${C}{ (void)argc; (void)argv; return 0; }`);
  const text = await read();
  assert.equal(runs(text), before + 1);
  assert.match(text, /^ipclab_runs_under_way 0$/m);
  assert.match(text, /^ipclab_gradings_total\{result="done"\} 2$/m);
  assert.match(text, /^ipclab_run_seconds_bucket\{le="60"\} \d+$/m);
  assert.equal((await fetch(new URL('health', server.metrics))).status, 200);
});
