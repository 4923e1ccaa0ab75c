// Where programs crash, told with the line; in every process, and without another end than they would have.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ipclab, RUN } from '../support/cli.js';
import { FIXTURES } from '../support/fixtures.js';

const cwd = mkdtempSync(join(tmpdir(), 'ipclab-crash-'));
const NAME = 'crashes.c';
copyFileSync(join(FIXTURES, 'crashes', NAME), join(cwd, NAME));
after(() => {
  rmSync(cwd, { recursive: true });
});
const LINES = readFileSync(join(cwd, NAME), 'utf8').split('\n');

/** The line that ends in that comment. */
function lineOf(mark: string): number {
  return LINES.findIndex((line) => line.endsWith(`// ${mark}`)) + 1;
}

/** With gcc: lines in its own form, functions of the library that keep their frames in ebp, and one that calls others. */
const WITH_GCC = ['segv', 'printf', 'puts', 'free'];

const CRASHES = [
  ['segv', 'SIGSEGV', 'segv', 'in fill: \\*p = 1;'],
  ['fpe', 'SIGFPE', 'fpe', 'in divide: return a / b;'],
  ['abort', 'SIGABRT', 'abort', 'in main, calling abort'],
  ['assert', 'SIGABRT', 'assert', 'in main, calling __assert_fail'],
  ['strcpy', 'SIGSEGV', 'strcpy', 'in main'],
  ['printf', 'SIGSEGV', 'printf', 'in main, calling (printf|puts)'],
  ['puts', 'SIGSEGV', 'puts', 'in main, calling puts'],
  ['free', 'SIGABRT', 'free', 'in main, calling free'],
  ['raise', 'SIGILL', 'raise', 'in main, calling (raise|gsignal)'],
  ['bus', 'SIGBUS', 'bus', 'in main'],
  ['thread', 'SIGSEGV', 'segv', 'in fill'],
  ['child', 'SIGSEGV', 'segv', 'in fill'],
] as const;

const CASES = CRASHES.flatMap((crash, index) => {
  const clock = index % 2 === 0 ? 'real' : 'virtual';
  return (WITH_GCC.includes(crash[0]) ? ['tcc', 'gcc'] : ['tcc']).map((image) => ({ crash, image, clock }));
});

for (const { crash, image, clock } of CASES) {
  const [how, signal, mark, place] = crash;
  test(`a crash by ${how} is told with its line, by ${image}`, async () => {
    const args = ['run', '--image', image, '--clock', clock, NAME, '--', how];
    const { status, stdout, stderr } = await ipclab(args, { cwd });
    const sentence = `^ipclab: program \\(\\d+\\) was ended by ${signal} at crashes\\.c:${lineOf(mark)}, ${place}`;
    assert.match(stderr.toString(), new RegExp(sentence, 'm'));
    // Its parent learns of a signal, and of no core image.
    if (how === 'child') assert.deepEqual([status, stdout.toString()], [0, 'b\n']);
  });
}

test('a crash is data in the result', async () => {
  const { stdout } = await ipclab([...RUN, '--json', NAME, '--', 'segv'], { cwd });
  const { run, evidence } = JSON.parse(stdout.toString()) as {
    run: { signal: string; core: boolean };
    evidence: { crashes: { signal: string; place: unknown }[] };
  };
  assert.deepEqual([run.signal, run.core], ['SIGSEGV', false]);
  const place = {
    file: NAME,
    line: lineOf('segv'),
    function: 'fill',
    text: '*p = 1; // segv',
    within: null,
  };
  assert.deepEqual(
    evidence.crashes.map((crash) => [crash.signal, crash.place]),
    [['SIGSEGV', place]],
  );
});

test("of crashes on each other's heels each leaves a core image as it may, and the last ones are told", async () => {
  const args = ['run', '--image', 'tcc', '--clock', 'real', NAME, '--', 'storm'];
  const { stdout, stderr } = await ipclab(args, { cwd });
  assert.equal(stdout.toString(), '01'.repeat(6));
  assert.equal(stderr.toString().match(/was ended by SIGABRT at crashes\.c:\d+, in main, calling abort/g)?.length, 4);
});
