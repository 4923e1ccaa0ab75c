// Homework as courses give it: a pipeline with a makefile, server and client with a common header folder, producer and
// consumer with data files, a shell with job control. It runs as typed in its folder, and is graded.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadLab } from '#course/lab.js';
import { prepareLab } from '#course/lab-plan.js';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { ipclab } from '../support/cli.js';
import { FIXTURES } from '../support/fixtures.js';

const cwd = mkdtempSync(join(tmpdir(), 'ipclab-homework-'));
cpSync(join(FIXTURES, 'homework'), cwd, { recursive: true });
after(() => {
  rmSync(cwd, { recursive: true });
});

const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');

test('a pipeline is built by its makefile, and reads what is given to it', async () => {
  const input = readFileSync(join(cwd, 'pipeline/words.txt'));
  const { status, stdout, stderr } = await ipclab(['run', '--make'], { cwd: join(cwd, 'pipeline'), input });
  assert.equal(status, 0, stderr.toString());
  assert.equal(stdout.toString().replaceAll(' ', ''), '3fig\n2plum\n');
});

test('server and client find the header that both include', async () => {
  const args = ['run', '-Iinclude', 'server.c', 'client.c'];
  const { status, stdout, stderr } = await ipclab(args, { cwd: join(cwd, 'chat'), input: Buffer.from('one\ntwo\n') });
  assert.equal(status, 0, stderr.toString());
  const lines = stdout.toString().split('\n');
  const of = (name: string): string[] => lines.filter((line) => line.startsWith(`${name} | `));
  assert.deepEqual(of('client'), ['client | ONE', 'client | TWO']);
  assert.deepEqual(of('server'), ['server | listening', 'server | the client has gone']);
});

test('producer and consumer read their data, and what they write comes back', async () => {
  const { status, stdout, stderr } = await ipclab(['run', '--out', 'made', 'buffer.c'], { cwd: join(cwd, 'buffer') });
  assert.deepEqual([status, stdout.toString()], [0, 'sum: 210\n'], stderr.toString());
  assert.equal(read('buffer/made/data/sum.txt'), '210\n');
});

const passes = (run: string, expect: object): object => ({ name: run, title: run, points: 1, run, expect });

/** The same as a lab, whose files lie in one folder. */
const TASKS = [
  {
    name: 'pipeline',
    title: 'A pipeline',
    files: ['main.c', 'stage.c', 'stage.h'],
    programs: { pipeline: { sources: ['main.c', 'stage.c'] } },
    runs: [
      {
        name: 'words',
        files: { words: { from: 'words.txt' } },
        parties: [{ command: ['pipeline'], stdin: { file: 'words' } }],
      },
    ],
    checks: [passes('words', { end: { exit: 0 }, stdout: { lines: ['      3 fig', '      2 plum'] } })],
  },
  {
    name: 'chat',
    title: 'Server and client',
    files: ['server.c', 'client.c'],
    given: ['protocol.h'],
    programs: { server: {}, client: {} },
    runs: [
      {
        name: 'talk',
        parties: [
          { command: ['server'] },
          { command: ['client'], stdin: 'one\ntwo\n', start: { when: 'server', prints: '^listening$' } },
        ],
      },
    ],
    checks: [passes('talk', { party: 'client', end: { exit: 0 }, stdout: { lines: ['ONE', 'TWO'] } })],
  },
  {
    name: 'buffer',
    title: 'Producer and consumer',
    files: ['buffer.c'],
    programs: { buffer: {} },
    runs: [{ name: 'sum', files: { 'data/numbers.txt': { from: 'numbers.txt' } }, parties: [{ command: ['buffer'] }] }],
    checks: [passes('sum', { end: { exit: 0 }, stdout: { equals: 'sum: 210\n' } })],
  },
  {
    name: 'shell',
    title: 'A shell with job control',
    files: ['job-shell.c'],
    programs: { 'job-shell': {} },
    runs: [
      {
        name: 'stop',
        parties: [
          {
            command: ['job-shell'],
            terminal: true,
            script: [
              { expect: 'job-shell> ' },
              { send: 'cat\n' },
              { send: 'first\n' },
              { expect: 'first\\r\\nfirst\\r\\n' },
              { send: '\u001a' },
              { expect: 'job-shell> ' },
              { send: 'fg\n' },
              { send: '\u0004' },
              { expect: 'job-shell> ' },
              { send: 'exit\n' },
            ],
          },
        ],
      },
    ],
    checks: [passes('stop', { end: { exit: 0 }, stdout: { contains: '[stopped]' }, seen: { processes: { is: 0 } } })],
  },
];

test('all of it is graded, by either compiler', async () => {
  const lab = join(cwd, 'lab');
  for (const folder of ['starter', 'reference', 'inputs']) mkdirSync(join(lab, folder), { recursive: true });
  writeFileSync(join(lab, 'lab.json'), JSON.stringify({ title: 'Homework', tasks: TASKS }));
  writeFileSync(join(lab, 'statement.md'), 'Do it.\n');
  for (const file of ['pipeline/main.c', 'pipeline/stage.c', 'pipeline/stage.h', 'chat/server.c'])
    cpSync(join(cwd, file), join(lab, 'reference', file.replace(/^.*\//, '')));
  for (const file of ['chat/client.c', 'buffer/buffer.c'])
    cpSync(join(cwd, file), join(lab, 'reference', file.replace(/^.*\//, '')));
  cpSync(join(FIXTURES, 'job-shell.c'), join(lab, 'reference/job-shell.c'));
  cpSync(join(cwd, 'chat/include/protocol.h'), join(lab, 'starter/protocol.h'));
  cpSync(join(cwd, 'pipeline/words.txt'), join(lab, 'inputs/words.txt'));
  cpSync(join(cwd, 'buffer/data/numbers.txt'), join(lab, 'inputs/numbers.txt'));
  const stored = await loadLab(lab);
  for (const name of ['tcc', 'gcc']) {
    const image = await openImage(name);
    await using machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
    const { tasks } = await machine.grade({ lab: await prepareLab(stored, image), files: stored.files.reference });
    const problems = tasks.flatMap(({ checks }) => checks.flatMap((check) => check.problems));
    assert.deepEqual([problems, tasks.map(({ points }) => points)], [[], [1, 1, 1, 1]], name);
  }
});
