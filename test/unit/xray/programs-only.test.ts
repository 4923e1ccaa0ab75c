import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProgramsOnly } from '#xray/programs-only.js';
import { timelineOf } from '#xray/timeline.js';
import { Tape } from '../../support/xray/tape.js';

const SHELL = 3;
const PROGRAM = 5;
const WATCHER = 8;

const only = (there: readonly number[] = [SHELL]): ProgramsOnly =>
  new ProgramsOnly({ shells: ['/bin/ash'], watchers: ['/bin/busybox'], there: new Set(there) });

test('of a shell that was there, what a person starts in it is told, and the shell is not', () => {
  const tape = new Tape()
    .does(SHELL, 'read', { args: [0] }, 10)
    .forks(SHELL, PROGRAM)
    .call(SHELL, 'wait4')
    .switch(SHELL, PROGRAM)
    .starts(PROGRAM, './server')
    .does(PROGRAM, 'write', { args: [1], bytes: 'hi' }, 2)
    .exits(PROGRAM)
    .wakes(PROGRAM, SHELL)
    .switch(PROGRAM, SHELL, 'ended')
    .ret(SHELL, PROGRAM);
  const { events } = only().of(tape.recording);
  assert.ok(!JSON.stringify(events).includes(`"thread":${SHELL}`));
  const { processes } = timelineOf({ version: 1, start: 0, events });
  assert.deepEqual(
    processes.map(({ id, parent, programs }) => [id, parent, programs.at(-1)?.path]),
    [[PROGRAM, 0, './server']],
  );
  const into = events.find((event) => event.kind === 'switch');
  assert.ok(into?.kind === 'switch' && into.thread === 0 && into.to === PROGRAM);
});

test('who looks on is not told, with what it starts, nor a shell that comes while it is recorded', () => {
  const tape = new Tape()
    .born(WATCHER)
    .switch(0, WATCHER)
    .starts(WATCHER, '/bin/busybox')
    .forks(WATCHER, 9)
    .starts(9, '/bin/stat')
    .exits(9)
    .exits(WATCHER)
    .born(SHELL)
    .starts(SHELL, '/bin/ash')
    .does(SHELL, 'write', { args: [1] }, 2);
  assert.deepEqual(only([]).of(tape.recording).events, []);
});

test('a program that was started from outside begins where it is executed, and its number may have been a watcher’s', () => {
  const follow = only([]);
  follow.of(new Tape().born(WATCHER).starts(WATCHER, '/bin/busybox').exits(WATCHER).recording);
  const { events } = follow.of(
    new Tape().born(WATCHER).starts(WATCHER, './program').forks(WATCHER, 9).does(9, 'getpid', {}, 9).recording,
  );
  const { processes } = timelineOf({ version: 1, start: 0, events });
  assert.deepEqual(
    processes.map(({ id, parent }) => [id, parent]),
    [
      [WATCHER, 0],
      [9, WATCHER],
    ],
  );
});

test('a shell that becomes a person’s program is one from then on', () => {
  const { events } = only().of(new Tape().starts(SHELL, './last').does(SHELL, 'write', { args: [1] }, 2).recording);
  assert.deepEqual(
    timelineOf({ version: 1, start: 0, events }).processes.map(({ id, programs }) => [id, programs.at(-1)?.name]),
    [[SHELL, 'last']],
  );
});

test('signals and wake-ups of a shell come from nobody of the run', () => {
  const { events } = only().of(
    new Tape()
      .born(PROGRAM)
      .starts(PROGRAM, './a')
      .sends(SHELL, 2, PROGRAM)
      .wakes(SHELL, PROGRAM)
      .sends(PROGRAM, 1, SHELL).recording,
  );
  const told = events.filter(({ kind }) => kind === 'signal-sent' || kind === 'wake');
  assert.deepEqual(
    told.map(({ kind, thread }) => [kind, thread]),
    [
      ['signal-sent', 0],
      ['wake', 0],
    ],
  );
});
