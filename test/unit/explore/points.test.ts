import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byNovelty, pointsOf } from '#explore/points.js';
import { call, CLONE, GETPID, MMAP2, trace, WRITE } from '../../support/traces.js';

const clone = call(100, CLONE, { result: 7 });
const place = { thread: 2, address: 0x0804_8100, times: 9, at: [310, 320, 330, 340] };

test('a call is a point while somebody else could run, unless it touches nothing of others', () => {
  const calls = [
    call(60, WRITE), // nobody else is there yet
    clone,
    call(200, WRITE),
    call(250, GETPID),
    call(850, WRITE), // the other one has ended
  ];
  const { points, threads, sharesMemory } = pointsOf(trace({ calls }));
  assert.deepEqual(
    points.map(({ at }) => at),
    [100, 200],
  );
  assert.equal(threads, 2);
  assert.equal(sharesMemory, false);
});

test("where memory is shared the program's own code is points as well, and what is left out is counted", () => {
  const shared = call(80, MMAP2, { arguments: [0, 4096, 3, 0x21, 0] });
  const private_ = call(80, MMAP2, { arguments: [0, 4096, 3, 0x22, 0] });
  const { points, sharesMemory, leftOut } = pointsOf(trace({ calls: [shared, clone], places: [place] }));
  assert.equal(sharesMemory, true);
  assert.deepEqual(
    points.filter(({ kind }) => kind === 'code').map(({ at }) => at),
    [310, 320, 330, 340],
  );
  assert.equal(leftOut, 5);
  assert.equal(pointsOf(trace({ calls: [private_, clone], places: [place] })).sharesMemory, false);
});

test('threads of a process share memory, whatever they call', () => {
  const threads = [
    { id: 1, process: 1, tid: 5, started: 50, ended: 900 },
    { id: 2, process: 1, tid: 7, started: 300, ended: 800 },
  ];
  assert.equal(pointsOf(trace({ threads })).sharesMemory, true);
});

test('after a preemption only what comes later is a point', () => {
  const calls = [clone, call(200, WRITE), call(400, WRITE)];
  assert.deepEqual(
    pointsOf(trace({ calls }), 200).points.map(({ at }) => at),
    [400],
  );
});

test('places come before their second pass, which comes before their third', () => {
  const calls = [clone, call(200, WRITE), call(400, WRITE), call(500, WRITE, { from: 0x0804_8222 })];
  assert.deepEqual(
    byNovelty(pointsOf(trace({ calls })).points).map(({ at }) => at),
    [100, 200, 500, 400],
  );
});

test('a thread that was made and had no turn could have had one', () => {
  const threads = [{ id: 1, process: 1, tid: 5, started: 50, ended: 900 }];
  const makes = call(100, CLONE, { result: 9, arguments: [0x100, 0, 0, 0, 0] });
  const { points, threads: count } = pointsOf(trace({ threads, calls: [makes, call(200, WRITE)] }));
  assert.deepEqual([points.map(({ at }) => at), count], [[100, 200], 2]);
});
