import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countCalls, tracedCalls, traceOfParty, type Trace } from '#checks/trace.js';
import { Tape } from '../../support/xray/tape.js';

const FIRST = 9;
const CLONE_UNTRACED = 0x80_0000;
const SIGCHLD = 17;

const traced = ({ recording }: Tape): Trace => traceOfParty(recording, FIRST);

test('calls, processes and threads are counted, and not those of the loader', () => {
  const tape = new Tape()
    .born(FIRST)
    .starts(FIRST, '/tmp/a')
    .does(FIRST, 'pipe2')
    .forks(FIRST, 14)
    .does(14, 'write')
    .does(FIRST, 'wait4')
    .startsThread(FIRST, 15)
    .does(15, 'vfork', { process: FIRST }, -11)
    .forks(14, 16)
    .does(16, 'openat', { path: 'file' })
    .call(16, 'clone', { args: [CLONE_UNTRACED | SIGCHLD] })
    .forked(16, 17)
    .does(17, 'write');
  const trace = traced(tape);
  assert.equal(trace.gap, undefined);
  const count = (name: string): number => countCalls(trace, name);
  assert.deepEqual(
    ['pipe', 'fork', 'pthread_create', 'read', 'write', 'wait', 'open', 'execve', 'semop'].map((name) => [
      name,
      count(name),
    ]),
    [
      ['pipe', 1],
      ['fork', 4],
      ['pthread_create', 1],
      ['read', 1],
      ['write', 2],
      ['wait', 1],
      ['open', 1],
      ['execve', 1],
      ['semop', 0],
    ],
  );
  assert.equal(trace.forks, 3);
});

test('what another party does is not counted, whatever number it had before', () => {
  const tape = new Tape().forks(FIRST, 14).does(14, 'read').does(8, 'read').forks(8, 14).does(14, 'read').forks(14, 20);
  const trace = traced(tape);
  assert.deepEqual([countCalls(trace, 'read'), trace.forks], [1, 1]);
});

test('a file that only its name puts among those of the loader is a file of the program', () => {
  const path = '/lib/i386-linux-gnu/../../tmp/secret';
  assert.equal(countCalls(traced(new Tape().does(FIRST, 'openat', { path })), 'open'), 1);
});

test('a trace of which calls were lost says so', () => {
  assert.match(traced(new Tape().loses(3).does(FIRST, 'read')).gap ?? '', /too many/);
});

test('each call is recorded once, beside those that make processes', () => {
  const makers = ['execve', 'fork', 'vfork', 'clone', 'clone3'];
  assert.deepEqual(tracedCalls(['pipe', 'pipe2', 'fork', 'pipe']), [...makers, 'pipe', 'pipe2']);
});
