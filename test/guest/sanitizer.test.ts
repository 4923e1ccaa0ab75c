// What sanitizers find in the guest, in every process; and that nothing is gained by keeping them from it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { prepareLab } from '#course/lab-plan.js';
import { loadLab } from '#course/lab.js';
import { explain } from '#facts/explain/explain.js';
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { requestOf } from '#hosts/worker/program.js';
import { runRequest, type ScriptedRun } from '#hosts/worker/run-request.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { decodeText } from '#util/bytes.js';
import { Folder } from '../support/classroom/take.js';
import { ipclab } from '../support/cli.js';
import { FIXTURES } from '../support/fixtures.js';

const image = await openImage('gcc');
const course = { seed: 0, start: VIRTUAL_START };
const machine = await launch(image, { clock: { kind: 'virtual', ...course } });
after(() => machine[Symbol.asyncDispose]());

async function watched(
  name: string,
  ...args: string[]
): Promise<Omit<ScriptedRun, 'sanitizer'> & { sanitizer: SanitizerReport }> {
  const source = readFileSync(join(FIXTURES, 'sanitizers', name));
  const files = { [name]: new Uint8Array(source) };
  const request = requestOf({ files, arguments: args, sanitize: ['address', 'undefined'] });
  await machine.reset(course);
  const { sanitizer, ...run } = await runRequest(machine, image.manifest, request, course);
  assert.ok(sanitizer, `${decodeText(run.compile.stderr)} was run with sanitizers`);
  assert.deepEqual(sanitizer.evasions, []);
  return { ...run, sanitizer };
}

/** What is told of each finding, without numbers of processes. */
function briefly({ findings }: SanitizerReport): unknown[] {
  return findings.map(({ kind, process, place, source }) => ({
    kind,
    child: process.childOf !== null,
    where: place && `${place.line} ${place.function}`,
    source,
  }));
}

test('an overflow in a child after fork is found there, and the parent goes on', async () => {
  const { sanitizer, run } = await watched('overflow-in-child.c');
  assert.deepEqual(briefly(sanitizer), [
    { kind: 'heap-buffer-overflow', child: true, where: '8 fill', source: 'numbers[i] = i;' },
  ]);
  assert.match(sanitizer.findings[0]?.detail ?? '', /^WRITE of size 4, 0 bytes .* 20-byte region$/);
  assert.deepEqual(
    sanitizer.findings[0]?.others.map(({ what, stack }) => [what, stack.at(-1)?.line]),
    [['allocated', 13]],
  );
  assert.equal(decodeText(run?.stdout ?? new Uint8Array()), 'done\n');
  // What is told of a report is not printed as well.
  assert.equal(decodeText(run?.stderr ?? new Uint8Array()), '');
});

test('a use after free behind a pipe is found in the process that makes it', async () => {
  const { sanitizer } = await watched('use-after-free.c');
  const [finding, ...others] = sanitizer.findings;
  assert.deepEqual([finding?.kind, finding?.process.childOf !== null], ['heap-use-after-free', true]);
  assert.equal(finding?.place?.line, 14);
  assert.deepEqual(
    finding.others.map(({ what }) => what),
    ['freed', 'allocated'],
  );
  assert.deepEqual(others, []);
});

test('a leak is a finding of its own kind when the program ends by exit; after a signal it is said that nobody looked', async () => {
  const ended = await watched('leak.c');
  assert.equal(ended.run?.status.exit, 0);
  assert.deepEqual(ended.sanitizer.unchecked, []);
  const leaks = ended.sanitizer.findings.filter(({ type }) => type === 'leak');
  assert.deepEqual([leaks.length, ended.sanitizer.findings.length], [3, 3]);
  assert.deepEqual(
    leaks.map(({ place }) => place?.line).sort((a = 0, b = 0) => a - b),
    [11, 18, 19],
  );
  const killed = await watched('leak.c', 'signal');
  assert.equal(killed.run?.status.signal, 'SIGTERM');
  assert.deepEqual(killed.sanitizer.findings, []);
  assert.deepEqual(
    killed.sanitizer.unchecked.map(({ why }) => why),
    ['end'],
  );
});

test('a leak in a server is found in the server, and none in its clients', async () => {
  const { sanitizer, run } = await watched('leak-in-server.c');
  assert.equal(run?.status.exit, 0);
  assert.deepEqual(briefly(sanitizer), [
    { kind: 'leak', child: false, where: '11 answer', source: 'char *question = calloc(1, 16);' },
  ]);
  assert.deepEqual(sanitizer.unchecked, []);
});

test('a program that opens what the lab reads is told of where it hangs, and who reads it is not', async () => {
  const { run } = await watched('opens-reports.c');
  const sentences = explain(run?.status.evidence ?? assert.fail('nobody looked at it'));
  assert.equal(sentences.length, 1);
  assert.match(sentences[0] ?? '', /^program \(\d+\) waits in pause/);
});

test('a double free is found in the thread that makes it', async () => {
  const { sanitizer, run } = await watched('double-free.c');
  assert.deepEqual(briefly(sanitizer), [
    { kind: 'double-free', child: false, where: '6 twice', source: 'free(memory);' },
  ]);
  assert.equal(run?.status.signal, 'SIGABRT');
});

test('overflow, misaligned access and a bad shift are found, and the program goes on', async () => {
  const { sanitizer, run } = await watched('undefined.c');
  assert.deepEqual(
    sanitizer.findings.map(({ kind, place }) => [kind, place?.line, place?.function]),
    [
      ['signed-integer-overflow', 7, 'main'],
      ['misaligned-pointer-use', 10, 'main'],
      ['invalid-shift-exponent', 11, 'main'],
    ],
  );
  assert.equal(run?.status.exit, 0);
});

test('a stack is read beyond its end, and a null pointer written through', async () => {
  const [stack] = (await watched('stack.c')).sanitizer.findings;
  assert.deepEqual([stack?.kind, stack?.place?.line], ['stack-buffer-overflow', 6]);
  assert.match(stack?.detail ?? '', /numbers$/);
  const nothing = (await watched('null.c')).sanitizer.findings;
  assert.deepEqual(
    nothing.map(({ kind, place }) => [kind, place?.line]),
    [
      ['null-pointer-use', 5],
      ['SEGV', 5],
    ],
  );
});

test('a source beside the folder is the program’s own: what is wrong in it has its line', async () => {
  const bad = '#include <stdlib.h>\nint spoil(void) {\n    char *p = malloc(4);\n    p[4] = 1;\n    return *p;\n}\n';
  using folder = new Folder({
    'other/bad.c': bad,
    'proj/main.c': 'int spoil(void);\nint main(void) { return spoil(); }\n',
  });
  const args = ['run', '--clock', 'virtual', '--sanitize', 'address', 'main.c', '../other/bad.c'];
  const { stderr } = await ipclab(args, { cwd: join(folder.path, 'proj') });
  assert.match(stderr.toString(), /^ipclab: \.\.\/other\/bad\.c:4: heap-buffer-overflow in spoil, .*: p\[4\] = 1;$/m);
});

const stored = await loadLab(join(FIXTURES, 'labs/watched'));
const lab = await prepareLab(stored, image);

test('a lab asks for no errors and no leaks, and the reference has all points', async () => {
  const { tasks } = await machine.grade({ lab, files: stored.files.reference });
  assert.deepEqual(
    tasks.map(({ points, checks }) => [points, checks.flatMap(({ problems }) => problems)]),
    [[6, []]],
  );
  assert.deepEqual(tasks[0]?.runs.find(({ name }) => name === 'watched')?.sanitizer?.findings, []);
});

/** What a student is told of: kind, line, and whether a child did it. */
const TOLD: Readonly<Record<string, readonly [kind: string, line: number, child: boolean]>> = {
  overflow: ['heap-buffer-overflow', 11, true],
  'use-after-free': ['heap-use-after-free', 28, false],
  'double-free': ['double-free', 28, false],
  leak: ['leak', 15, false],
  shift: ['invalid-shift-exponent', 11, true],
  misaligned: ['misaligned-pointer-use', 13, true],
  arithmetic: ['signed-integer-overflow', 11, true],
};

for (const [name, { shows, fails }] of Object.entries(stored.lab.wrong)) {
  test(`${name} fails ${fails.join(' and ')}: ${shows}`, async () => {
    const { tasks } = await machine.grade({ lab, files: { ...stored.files.reference, ...stored.files.wrong[name] } });
    const checks = tasks.flatMap((task) => task.checks);
    assert.equal(checks.find((check) => check.name === 'adds')?.verdict, 'passed', JSON.stringify(checks));
    for (const check of fails)
      assert.equal(checks.find((one) => one.name === check)?.verdict, 'failed', JSON.stringify(checks));
    const told = TOLD[name];
    if (!told) return;
    const findings = tasks[0]?.runs.find((run) => run.name === 'watched')?.sanitizer?.findings ?? [];
    assert.deepEqual(
      findings.map(({ kind, place, process }) => [kind, place?.line, process.childOf !== null]),
      [told],
    );
    const [kind, line] = told;
    const words = kind === 'leak' ? 'leak of .*' : `${kind} in .*`;
    assert.match(
      checks.flatMap(({ problems }) => problems).join('\n'),
      new RegExp(`add\\.c:${line}: ${words}add \\(\\d+\\)`),
    );
  });
}
