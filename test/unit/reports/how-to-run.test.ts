// How a run is told to a student: commands, input, files, and what else happens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runWords } from '#reports/how-to-run.js';
import { encodeText } from '#util/bytes.js';
import { runPlan, taskPlan } from '../../support/task-plan.js';

const task = taskPlan([]);

test('one program: its command line, its input, and the same on a computer of one’s own', () => {
  const run = runPlan([{ command: ['count', 'two words'], stdin: 'one\ntwo\n' }]);
  assert.deepEqual(runWords(task, run, 3), {
    commands: ["./count 'two words'"],
    notes: [],
    given: [{ name: 'standard input', text: 'one\ntwo\n', size: 8 }],
    command: "npx ipclab run --seed 3 count.c -- 'two words' < input.txt",
  });
});

test('what a makefile makes is made by it on one’s own computer, too', () => {
  const run = runPlan([{ command: ['count', '-v'] }]);
  const told = (make: object): string | undefined =>
    runWords(taskPlan([], { programs: { count: { flags: [], make } } }), run, 0).command;
  assert.equal(told({}), 'npx ipclab run --seed 0 --make -- ./count -v < /dev/null');
  assert.equal(
    told({ folder: 'src', target: 'all', file: 'bin/count' }),
    'npx ipclab run --seed 0 --make all src -- ./src/bin/count -v < /dev/null',
  );
});

test('a file is its input, and is shown as far as a person reads it', () => {
  const run = runPlan([{ command: ['count'], stdin: { file: 'big' } }], {
    files: { big: encodeText('x'.repeat(9999)) },
  });
  const { commands, given, command } = runWords(task, run, 0);
  assert.deepEqual(commands, ['./count < big']);
  assert.deepEqual(
    given.map(({ name, text, size }) => [name, text.length, size]),
    [['big', 1025, 9999]],
  );
  assert.equal(command, 'npx ipclab run --seed 0 count.c < big');
});

test('several parties: who is the course’s, who waits for whom, and what a person does', () => {
  const run = runPlan([
    { command: ['server', '1'], user: 'other' },
    {
      command: ['count', '\u202e'],
      start: { when: 'server', prints: '^listening$' },
      script: [{ expect: 'name\\?' }, { send: 'Ada\n' }, { look: 'waiting' }, { signal: 'SIGINT' }, { endInput: true }],
    },
  ]);
  assert.deepEqual(runWords(task, run, 0), {
    commands: ['server: server 1', String.raw`count: ./count '\u202e'`],
    notes: [
      'server is a program of the course.',
      'count is started when server has printed /^listening$/.',
      'Then: wait until count prints /name\\?/.',
      'Then: type "Ada\\n".',
      'Then: send SIGINT to count.',
      'Then: end the input of count.',
    ],
    given: [],
    command: undefined,
  });
});
