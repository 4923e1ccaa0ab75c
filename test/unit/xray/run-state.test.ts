// Who has which descriptor at an instant.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RunState } from '#xray/run-state.js';
import { PIPE } from '../../support/xray/stories.js';
import { Tape, use } from '../../support/xray/tape.js';

const O_CLOEXEC = 0x80000;
const [read, write] = [use(3, PIPE, 'read'), use(4, PIPE, 'write')];

function tableOf(tape: Tape, process: number): Record<number, string> {
  const state = new RunState();
  for (const [index, event] of tape.events.entries()) state.apply(event, index);
  const table = [...(state.processes.get(process)?.descriptors.values() ?? [])];
  return Object.fromEntries(table.map(({ descriptor, access }) => [descriptor, access]));
}

const withPipe = (flags = 0): Tape => new Tape().does(2, 'pipe2', { args: [1, flags] }, 0, { uses: [read, write] });

describe('descriptors', () => {
  it('a child has copies, and what it closes stays open in its parent', () => {
    const tape = withPipe()
      .forks(2, 3)
      .does(3, 'close', { args: [4], uses: [write] });
    assert.deepEqual(tableOf(tape, 2), { 3: 'read', 4: 'write' });
    assert.deepEqual(tableOf(tape, 3), { 3: 'read' });
  });

  it('threads of a process share them', () => {
    const tape = withPipe()
      .startsThread(2, 3)
      .does(3, 'close', { args: [3], uses: [read], process: 2 });
    assert.deepEqual(tableOf(tape, 2), { 4: 'write' });
  });

  it('dup, dup2 and fcntl copy them', () => {
    const tape = withPipe()
      .does(2, 'dup', { args: [3], uses: [read] }, 5)
      .does(2, 'dup2', { args: [4, 1], uses: [write] }, 1)
      .does(2, 'fcntl64', { args: [4, 0, 9], uses: [write] }, 9);
    assert.deepEqual(tableOf(tape, 2), { 1: 'write', 3: 'read', 4: 'write', 5: 'read', 9: 'write' });
  });

  it('exec closes those that are to be closed, and leaves the others', () => {
    const marked = withPipe().does(2, 'fcntl64', { args: [3, 2, 1], uses: [read] });
    assert.deepEqual(tableOf(marked.starts(2, '/b'), 2), { 4: 'write' });
    assert.deepEqual(tableOf(withPipe(O_CLOEXEC).starts(2, '/b'), 2), {});
  });

  it('a close that fails with EBADF closes nothing, one that a signal interrupts does', () => {
    assert.deepEqual(tableOf(withPipe().does(2, 'close', { args: [7] }, -9), 2), { 3: 'read', 4: 'write' });
    assert.deepEqual(tableOf(withPipe().does(2, 'close', { args: [3], uses: [read] }, -4), 2), { 4: 'write' });
  });

  it('the end of a process closes all', () => {
    assert.deepEqual(tableOf(withPipe().exits(2), 2), {});
  });

  it('what was open before the recording began is met when it is used', () => {
    const tape = new Tape().does(2, 'write', { args: [1, 1, 1], uses: [use(1, PIPE, 'write')] }, 1);
    assert.deepEqual(tableOf(tape, 2), { 1: 'write' });
  });
});

describe('processes', () => {
  it('end, and are there as zombies until their parent has waited', () => {
    const state = new RunState();
    const tape = new Tape().starts(2, '/a').forks(2, 3).switch(2, 3).ret(3).exits(3, 7).switch(3, 2, 'ended');
    for (const [index, event] of tape.events.entries()) state.apply(event, index);
    assert.deepEqual([state.processes.get(3)?.status, state.processes.get(3)?.isReaped], [7 << 8, false]);
    const wait = new Tape().does(2, 'wait4', {}, 3);
    for (const [index, event] of wait.events.entries()) state.apply(event, index);
    assert.equal(state.processes.get(3)?.isReaped, true);
  });

  it('have signals pending between their sending and their delivery', () => {
    const state = new RunState();
    const tape = new Tape().starts(2, '/a').forks(2, 3).sends(2, 10, 3);
    for (const [index, event] of tape.events.entries()) state.apply(event, index);
    assert.deepEqual([...(state.processes.get(3)?.pending ?? [])], [10]);
    for (const [index, event] of new Tape().delivers(3, 10, 'default').events.entries()) state.apply(event, index);
    assert.deepEqual([...(state.processes.get(3)?.pending ?? [])], []);
  });
});
