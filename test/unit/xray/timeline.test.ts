// What a picture of a run is drawn from: lanes, objects and arrows.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Edge } from '#xray/edges.js';
import { timelineOf, type Timeline } from '#xray/timeline.js';
import {
  barrier,
  closedPipe,
  fullPipe,
  handledSignal,
  lostUpdate,
  openPipe,
  philosophers,
  PIPE,
  pingPong,
  READ_LINE,
  tcpPair,
  tcpTalk,
} from '../../support/xray/stories.js';
import { Tape, use } from '../../support/xray/tape.js';

function laneOf({ lanes }: Timeline, thread: number): string[] {
  return (lanes.find((lane) => lane.thread === thread)?.segments ?? []).map(({ activity }) => activity);
}

function edgesOf({ edges }: Timeline, kind: Edge['kind']): Edge[] {
  return edges.filter((edge) => edge.kind === kind);
}

describe('lanes', () => {
  it('have what each thread was at, a child behind its parent', () => {
    const timeline = timelineOf(openPipe());
    assert.deepEqual(
      timeline.lanes.map(({ thread }) => thread),
      [2, 3],
    );
    assert.deepEqual(laneOf(timeline, 2), ['runs', 'waits']);
    assert.deepEqual(laneOf(timeline, 3), ['ready', 'runs', 'waits']);
  });

  it('know the call that a thread waits in, and what it waits on', () => {
    const timeline = timelineOf(openPipe());
    const waits = timeline.lanes[1]?.segments.at(-1);
    const { event } = timeline.calls[waits?.call ?? -1] ?? {};
    assert.equal(event?.name, 'read');
    assert.deepEqual(event.uses[0]?.object, PIPE);
  });

  it('tell a thread that is preempted from one that gives way', () => {
    const preempted = timelineOf(lostUpdate()).lanes.find(({ thread }) => thread === 3)?.segments;
    assert.ok(preempted?.some(({ activity, isPreempted }) => activity === 'ready' && isPreempted));
    const yields = timelineOf(philosophers()).lanes.flatMap(({ segments }) => segments);
    assert.ok(yields.every(({ isPreempted }) => !isPreempted));
  });

  it('reach to the end of the recording, without a gap', () => {
    for (const recording of [openPipe(), closedPipe(), lostUpdate(), philosophers(), handledSignal(), barrier()]) {
      const { lanes, end } = timelineOf(recording);
      for (const { segments } of lanes) {
        for (const [index, { to }] of segments.entries()) assert.equal(to, segments[index + 1]?.from ?? end);
      }
    }
  });

  it('begin anew when a number comes again', () => {
    const tape = new Tape().starts(2, '/a').forks(2, 3).switch(2, 3).ret(3).exits(3).switch(3, 2, 'ended');
    tape.does(2, 'wait4', { args: [-1] }, 3).forks(2, 3);
    const timeline = timelineOf(tape.recording);
    assert.deepEqual(
      timeline.lanes
        .filter(({ thread }) => thread === 3)
        .map(({ segments }) => segments.map(({ activity }) => activity)),
      [['ready', 'runs', 'ended'], ['ready']],
    );
  });
});

describe('arrows', () => {
  it('lead from a write to the read that gets its bytes, and say which', () => {
    const [edge, ...others] = edgesOf(timelineOf(openPipe()), 'bytes');
    assert.deepEqual(others, []);
    assert.deepEqual([edge?.fromThread, edge?.toThread, edge?.size, edge?.bytes], [2, 3, 8, 'hi there']);
  });

  it('tell what happens once, once: a wake-up by a write that has brought bytes is no arrow of its own', () => {
    const timeline = timelineOf(closedPipe());
    assert.equal(edgesOf(timeline, 'bytes').length, 1);
    assert.deepEqual(edgesOf(timeline, 'wake'), []);
    assert.deepEqual(
      edgesOf(timeline, 'exit').map(({ fromThread, toThread }) => [fromThread, toThread]),
      [[3, 2]],
    );
  });

  it('share the bytes of a write among the reads that get them, before it comes back', () => {
    const [edge] = edgesOf(timelineOf(fullPipe()), 'bytes');
    assert.deepEqual([edge?.fromThread, edge?.toThread, edge?.size], [2, 3, 4096]);
    const [freed] = edgesOf(timelineOf(fullPipe()), 'wake');
    assert.deepEqual([freed?.fromThread, freed?.toThread], [3, 2]);
  });

  it('keep several writes apart, whatever one read gets of them', () => {
    const [read, write] = [use(3, PIPE, 'read'), use(4, PIPE, 'write')];
    const tape = new Tape().does(2, 'pipe2', {}, 0, { uses: [read, write] });
    for (const bytes of ['abc', 'de'])
      tape.does(2, 'write', { args: [4, 1, bytes.length], uses: [write], bytes }, bytes.length);
    tape.does(2, 'read', { args: [3, 1, 4], uses: [read] }, 4, { bytes: 'abcd' });
    tape.does(2, 'read', { args: [3, 1, 4], uses: [read] }, 1, { bytes: 'e' });
    assert.deepEqual(
      edgesOf(timelineOf(tape.recording), 'bytes').map(({ bytes }) => bytes),
      ['abc', 'd', 'e'],
    );
  });

  it('go to the other one of a pair of sockets', () => {
    const [a, b] = [{ kind: 'socket', id: 8, peer: 9 } as const, { kind: 'socket', id: 9, peer: 8 } as const];
    const tape = new Tape().does(2, 'socketpair', {}, 0, { uses: [use(3, a, 'both'), use(4, b, 'both')] }).forks(2, 3);
    tape
      .does(2, 'sendto', { args: [3, 1, 2], uses: [use(3, a, 'both')], bytes: 'hi' }, 2)
      .switch(2, 3)
      .ret(3);
    tape.does(3, 'recvfrom', { args: [4, 1, 9], uses: [use(4, b, 'both')] }, 2, { bytes: 'hi' });
    assert.deepEqual(
      edgesOf(timelineOf(tape.recording), 'bytes').map(({ fromThread, toThread }) => [fromThread, toThread]),
      [[2, 3]],
    );
  });

  it('go to the other end of a TCP connection, whichever of its ends a call shows first', () => {
    assert.deepEqual(
      edgesOf(timelineOf(tcpTalk()), 'bytes').map(({ fromThread, toThread, bytes }) => [fromThread, toThread, bytes]),
      [
        [3, 2, 'question'],
        [2, 3, 'answer'],
      ],
    );
  });

  it('keep connections of the same two addresses apart, one after the other', () => {
    const tape = new Tape();
    for (const id of [10, 20]) {
      const [a, b] = tcpPair(id);
      tape.does(2, 'write', { args: [4, 1, 3], uses: [use(4, a, 'both')], bytes: `to${id}` }, 3);
      if (id === 20) tape.does(3, 'read', { args: [5, 1, 9], uses: [use(5, b, 'both')] }, 3, { bytes: `to${id}` });
      else tape.does(3, 'close', { args: [5], uses: [use(5, b, 'both')] });
    }
    assert.deepEqual(
      edgesOf(timelineOf(tape.recording), 'bytes').map(({ from }) => from),
      [4],
    );
  });

  it('lead to who got a message, whichever was chosen of several', () => {
    const queue = { kind: 'message-queue', id: 0 } as const;
    const tape = new Tape();
    for (const bytes of ['one', 'two']) tape.does(2, 'msgsnd', { args: [0, 1, 3, 0], objects: [queue], bytes });
    tape.does(3, 'msgrcv', { args: [0, 1, 9, 2, 0], objects: [queue] }, 3, { bytes: 'two' });
    const [edge] = edgesOf(timelineOf(tape.recording), 'message');
    assert.equal(edge?.bytes, 'two');
    const urgent = { kind: 'posix-queue', id: 1, name: '/q' } as const;
    const post = new Tape();
    for (const priority of [1, 5])
      post.does(2, 'mq_timedsend', { args: [3, 1, 4, priority], uses: [use(3, urgent, 'both')] });
    post.does(3, 'mq_timedreceive', { args: [3, 1, 9], uses: [use(3, urgent, 'both')] }, 4);
    const [first] = edgesOf(timelineOf(post.recording), 'message');
    assert.deepEqual(post.events[first?.from ?? -1], post.events[2]);
  });

  it('lead from kill to the handler', () => {
    const timeline = timelineOf(handledSignal());
    const [edge] = edgesOf(timeline, 'signal');
    assert.equal(timeline.events[edge?.from ?? -1]?.kind, 'signal-sent');
    assert.equal(timeline.events[edge?.to ?? -1]?.kind, 'signal-delivered');
    assert.deepEqual([edge?.fromThread, edge?.toThread, edge?.signal], [2, 3, 10]);
  });

  it('lead from the last one at a barrier to each of the others', () => {
    assert.deepEqual(
      edgesOf(timelineOf(barrier(4)), 'wake').map(({ fromThread, toThread }) => [fromThread, toThread]),
      [
        [2, 3],
        [2, 4],
        [2, 5],
      ],
    );
  });

  it('lead from fork to where the child runs first', () => {
    const [edge] = edgesOf(timelineOf(openPipe()), 'fork');
    assert.deepEqual([edge?.fromThread, edge?.toThread], [2, 3]);
  });
});

describe('objects', () => {
  it('have their content over time, and who held which end when', () => {
    const [pipe] = timelineOf(openPipe()).objects.filter(({ reference }) => reference.kind === 'pipe');
    assert.deepEqual(
      pipe?.steps.map(({ amount }) => amount),
      [8, 0],
    );
    assert.equal(pipe.capacity, 65536);
    assert.deepEqual(
      pipe.holds.filter(({ to }) => to === undefined).map(({ process, access }) => [process, access]),
      [
        [3, 'read'],
        [3, 'write'],
      ],
    );
  });
});

describe('calls', () => {
  it('know the start of a program, which is the same for each', () => {
    const { calls } = timelineOf(openPipe());
    assert.deepEqual(
      calls.filter(({ isStart }) => isStart).map(({ event }) => event.name),
      ['brk', 'openat', 'statx', 'openat', 'read', 'mmap2', 'close', 'set_thread_area'],
    );
  });

  it('have the line of the innermost caller that is a line of the program', () => {
    const line = { file: 'open-pipe.c', line: 44 };
    const { calls } = timelineOf(openPipe(), (address, program) =>
      program === '/home/student/open-pipe' && address === READ_LINE ? line : undefined,
    );
    assert.deepEqual(
      calls.filter((call) => call.line).map(({ event, line: found }) => [event.name, found]),
      [
        ['read', line],
        ['read', line],
      ],
    );
  });

  it('count what was lost', () => {
    assert.equal(timelineOf(new Tape().does(2, 'pause').loses(12).recording).lost, 12);
  });
});

it('is the same each time, and of a long recording as well', () => {
  const recording = pingPong(20_000);
  assert.deepEqual(timelineOf(recording).edges, timelineOf(recording).edges);
  assert.ok(edgesOf(timelineOf(recording), 'bytes').length > 2000);
});

it('what is written to a socket of which the other end is not known does not come back to who wrote it', () => {
  const socket = { kind: 'socket', id: 5, name: 'tcp 127.0.0.1:5 > 127.0.0.1:6' } as const;
  const { edges } = timelineOf(
    new Tape()
      .does(2, 'write', { uses: [use(3, socket, 'both')], bytes: 'question' }, 8)
      .does(2, 'read', { uses: [use(3, socket, 'both')] }, 8, { bytes: 'answer!!' }).recording,
  );
  assert.deepEqual(edges, []);
});
