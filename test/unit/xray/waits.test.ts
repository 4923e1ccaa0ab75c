// Who waits for whom at the end of a run, and which of them for ever.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Recording } from '#xray/events.js';
import { RunState } from '#xray/run-state.js';
import { timelineOf } from '#xray/timeline.js';
import { waitGraph, type WaitGraph } from '#xray/waits.js';
import { closedPipe, fullPipe, handledSignal, openPipe, philosophers, tcpTalk } from '../../support/xray/stories.js';
import { Tape, use } from '../../support/xray/tape.js';

function atEnd({ events }: Recording, end = events.length): WaitGraph {
  const state = new RunState();
  for (const [index, event] of events.slice(0, end).entries()) state.apply(event, index);
  return waitGraph(state);
}

describe('a run that hangs', () => {
  it('nobody wakes who holds the write end itself, nor who waits for it', () => {
    const graph = atEnd(openPipe());
    assert.deepEqual(graph.cycles, [[3]]);
    assert.deepEqual([...graph.stuck].sort(), [2, 3]);
    assert.deepEqual(
      graph.waiters.map(({ words }) => words),
      [
        'open-pipe (2) waits in wait4 for its child open-pipe (3) to end',
        'open-pipe (3) waits in read on the pipe of descriptor 3, whose write end it holds itself on descriptor 4',
      ],
    );
    assert.deepEqual(graph.sentences, [
      'nobody can wake open-pipe (3): it waits for what only it could give',
      'open-pipe (2) waits for open-pipe (3), who cannot go on',
    ]);
  });

  it('five philosophers wait for each other, and their parent for them', () => {
    const graph = atEnd(philosophers());
    assert.deepEqual(graph.cycles, [[3, 4, 5, 6, 7]]);
    assert.deepEqual([...graph.stuck].sort(), [2, 3, 4, 5, 6, 7]);
    assert.match(graph.sentences[0] ?? '', /philosophers \(7\) waits for philosophers \(3\): none of them can go on$/);
  });

  it('the two ends of a TCP connection wait for each other', () => {
    const { events } = timelineOf(tcpTalk());
    const graph = atEnd({ version: 1, start: 0, events });
    assert.deepEqual(graph.cycles, [[2, 3]]);
    assert.deepEqual([...graph.stuck].sort(), [2, 3]);
  });
});

describe('a run that goes on', () => {
  it('a reader waits for a writer that may still write', () => {
    const { events } = closedPipe();
    // The writer's own wait is interrupted by a timer.
    const at = events.findIndex(({ kind }) => kind === 'wake');
    const graph = atEnd({ version: 1, start: 0, events }, at + 1);
    assert.deepEqual([...graph.stuck], []);
    assert.equal(graph.waiters.find(({ thread }) => thread === 3)?.helpers?.includes(2), true);
  });

  it('a writer waits for the reader of a full pipe', () => {
    const { events } = fullPipe();
    const at = events.findIndex(({ kind, thread }) => kind === 'switch' && thread === 2);
    const writer = atEnd({ version: 1, start: 0, events }, at + 1).waiters.find(({ thread }) => thread === 2);
    assert.equal(
      writer?.words,
      'open-pipe (2) waits in write on the pipe of descriptor 4, which is full and whose read end open-pipe (3) holds on descriptor 3',
    );
  });

  it('who waits for a signal or for time may go on by itself', () => {
    const { events } = handledSignal();
    const at = events.findIndex(({ kind }) => kind === 'wake');
    assert.deepEqual([...atEnd({ version: 1, start: 0, events }, at).stuck], []);
  });

  it('a semaphore that others give than take has no holder: a consumer waits for its producer', () => {
    const set = { kind: 'semaphore-set', id: 0 } as const;
    const by = (change: number): string => String.fromCharCode(0, 0, change & 0xff, (change >> 8) & 0xff, 0, 0);
    const tape = new Tape().starts(2, '/p').forks(2, 3);
    tape.does(2, 'semop', { args: [0, 1, 1], objects: [set], bytes: by(1) }).call(2, 'read', {
      args: [0],
      uses: [use(0, { kind: 'terminal', id: 1, name: '/dev/pts/0' }, 'both')],
    });
    tape
      .switch(2, 3)
      .ret(3)
      .does(3, 'semop', { args: [0, 1, 1], objects: [set], bytes: by(-1) });
    tape.call(3, 'semop', { args: [0, 1, 1], objects: [set], bytes: by(-1) }).switch(3, 0);
    const graph = atEnd(tape.recording);
    assert.deepEqual(graph.cycles, []);
    assert.deepEqual([...graph.stuck], []);
    assert.deepEqual(graph.waiters.find(({ thread }) => thread === 3)?.helpers, [2]);
  });
});
