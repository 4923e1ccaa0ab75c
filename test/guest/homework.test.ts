// Homework as courses give it: a pipeline with a makefile, server and client with a common header folder, producer and
// consumer with data files, a shell with job control. It runs as typed in its folder, and is graded.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ClassResult } from '#lab/result.js';
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

test('server and client are called as ever, and find the header of the folder beside theirs', async () => {
  const args = ['run', 'server/server.c', 'client/client.c'];
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

/** The same as a lab, whose files lie in their folders. */
const TASKS = [
  {
    name: 'pipeline',
    title: 'A pipeline',
    files: ['pipeline/main.c', 'pipeline/stage.c', 'pipeline/stage.h'],
    programs: { count: { sources: ['pipeline/main.c', 'pipeline/stage.c'] } },
    runs: [
      {
        name: 'words',
        files: { words: { from: 'words.txt' } },
        parties: [{ command: ['count'], stdin: { file: 'words' } }],
      },
    ],
    checks: [passes('words', { end: { exit: 0 }, stdout: { lines: ['      3 fig', '      2 plum'] } })],
  },
  {
    name: 'chat',
    title: 'Server and client',
    files: ['chat/server/server.c', 'chat/client/client.c'],
    given: ['chat/include/protocol.h'],
    programs: { server: { sources: ['chat/server/server.c'] }, client: { sources: ['chat/client/client.c'] } },
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
    files: ['buffer/buffer.c'],
    programs: { sum: { sources: ['buffer/buffer.c'] } },
    runs: [{ name: 'sum', files: { 'data/numbers.txt': { from: 'numbers.txt' } }, parties: [{ command: ['sum'] }] }],
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

/** The pipeline as its makefile builds it. */
const MADE = TASKS.map((task) =>
  task.name === 'pipeline'
    ? {
        ...task,
        files: [...task.files, 'pipeline/Makefile'],
        programs: { count: { make: { folder: 'pipeline', file: 'pipeline' } } },
      }
    : task,
);

test('the folder with all of it is graded as it is, by either compiler, and by its makefile', async () => {
  cpSync(join(FIXTURES, 'homework'), join(cwd, 'ada'), { recursive: true });
  cpSync(join(FIXTURES, 'job-shell.c'), join(cwd, 'ada/job-shell.c'));
  const lab = join(cwd, 'lab');
  cpSync(join(cwd, 'ada'), join(lab, 'reference'), { recursive: true });
  for (const [from, to] of [
    ['chat/include/protocol.h', 'starter/chat/include/protocol.h'],
    ['pipeline/words.txt', 'inputs/words.txt'],
    ['buffer/data/numbers.txt', 'inputs/numbers.txt'],
  ] as const)
    cpSync(join(cwd, from), join(lab, to));
  writeFileSync(join(lab, 'statement.md'), 'Do it.\n');
  for (const [image, tasks] of [
    ['tcc', TASKS],
    ['gcc', MADE],
  ] as const) {
    writeFileSync(join(lab, 'lab.json'), JSON.stringify({ title: 'Homework', tasks }));
    const args = ['grade', 'lab', 'ada', '--layout', 'one', '--image', image, '--out', image, '--json'];
    const { status, stdout, stderr } = await ipclab(args, { cwd });
    assert.equal(status, 0, stderr.toString());
    const [result] = (JSON.parse(stdout.toString()) as ClassResult).results;
    const graded = result?.tasks ?? [];
    const problems = graded.flatMap(({ checks }) => checks.flatMap((check) => check.problems));
    assert.deepEqual([problems, graded.map(({ points }) => points)], [[], [1, 1, 1, 1]], image);
  }
});
