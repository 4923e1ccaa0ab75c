import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { Attendance } from '#hosts/worker/attendance.js';
import type { JobChange } from '#protocol/exec-spec.js';
import { encodeText } from '#util/bytes.js';

const STOPPED: JobChange = { change: 'stopped', exit: null, signal: 'SIGTSTP', left: 1 };
const CONTINUED: JobChange = { change: 'continued', exit: null, signal: 'SIGCONT', left: 1 };
const ENDED: JobChange = { change: 'ended', exit: 3, signal: null, left: 2 };

/** What happens to a job, in words, and what is said. */
function attend(context: TestContext): { attendance: Attendance; done: string[]; said: string[] } {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const done: string[] = [];
  const said: string[] = [];
  const job = {
    write: (bytes: Uint8Array): void => {
      done.push(`write ${JSON.stringify(new TextDecoder().decode(bytes))}`);
    },
    signal: (name: string, target: string): void => {
      done.push(`${name} to ${target}`);
    },
  };
  const say = (rest: string): void => {
    said.push(rest);
  };
  return { attendance: new Attendance(job, say), done, said };
}

test('what is typed goes to a program that runs', (context) => {
  const { attendance, done, said } = attend(context);
  attendance.type(encodeText('a\x03\r'));
  assert.deepEqual([done, said], [['write "a\\u0003\\r"'], []]);
});

test('a stopped program is told, continued by Enter, and takes the keys again', (context) => {
  const { attendance, done, said } = attend(context);
  attendance.changed(STOPPED);
  assert.deepEqual(said, ['is stopped (SIGTSTP): Enter continues it, Ctrl-C ends it']);
  attendance.type(encodeText('x'));
  assert.deepEqual(done, []);
  attendance.type(encodeText('\r'));
  assert.deepEqual(done, ['SIGCONT to group']);
  attendance.changed(CONTINUED);
  attendance.type(encodeText('x'));
  assert.deepEqual(done.slice(-1), ['write "x"']);
});

test('a stopped program is ended by Ctrl-C, which it has to be awake for', (context) => {
  const { attendance, done } = attend(context);
  attendance.changed(STOPPED);
  attendance.type(encodeText('\x03'));
  assert.deepEqual(done, ['SIGINT to group', 'SIGCONT to group']);
});

test('who outlives the program is told after a moment, and ended by Ctrl-C', (context) => {
  const { attendance, done, said } = attend(context);
  attendance.changed(ENDED);
  assert.deepEqual(said, []);
  context.mock.timers.tick(1000);
  assert.deepEqual(said, ['ended with status 3; of what it started, 2 processes still run: Ctrl-C ends them']);
  attendance.type(encodeText('line\r'));
  attendance.type(encodeText('\x03'));
  assert.deepEqual(done, ['write "line\\r"', 'SIGKILL to job']);
});

test('who outlives it only for a moment is not worth a word', (context) => {
  const { attendance, said } = attend(context);
  attendance.changed(ENDED);
  attendance.release();
  context.mock.timers.tick(10_000);
  assert.deepEqual(said, []);
});

test('SIGTERM for the command is one for the program', (context) => {
  const { attendance, done } = attend(context);
  attendance.interrupt('SIGTERM');
  assert.deepEqual(done, ['SIGTERM to group']);
});
