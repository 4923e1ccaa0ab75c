import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventsAlike, eventsUntil } from '#xray/arriving.js';
import type { Recording, XrayEvent } from '#xray/events.js';

const SIGSTOP = 19;

/** @param events their times in ms */
function recording(...events: readonly XrayEvent[]): Recording {
  return { version: 1, start: 0, events: events.map((event) => ({ ...event, time: event.time * 1e6 })) };
}

function returns(time: number, result = 0): XrayEvent {
  return { kind: 'return', time, thread: 5, name: 'write', result, uses: [] };
}

function stop(time: number, thread = 0): XrayEvent {
  return { kind: 'signal-sent', time, thread, signal: SIGSTOP, to: 5, outcome: 'pending' };
}

const leaves: XrayEvent = { kind: 'switch', time: 35, thread: 5, to: 0, state: 'ready', preempted: true };
const wakes: XrayEvent = { kind: 'wake', time: 36, thread: 0, whom: 5 };
const whole = recording(returns(10), returns(20), returns(30), returns(40));

test('an instant is after all events up to it', () => {
  assert.deepEqual(
    [0, 10, 29, 99].map((time) => eventsUntil(whole, time * 1e6)),
    [0, 1, 2, 4],
  );
});

test('what a stop itself does is no event of the run', () => {
  const stopped = recording(returns(10), returns(20), leaves, wakes, stop(37), returns(38, -512));
  assert.equal(eventsAlike(stopped, whole), 2);
  assert.equal(eventsAlike(recording(returns(10), returns(20, 1), stop(37)), whole), undefined);
});

test('what a stop does is no event of the run either when the run does the same just after', () => {
  const then = { ...leaves, time: 35.005 };
  assert.equal(eventsAlike(recording(returns(10), leaves, stop(37)), recording(returns(10), then, returns(40))), 1);
  assert.equal(eventsAlike(recording(returns(10), then, stop(37)), recording(returns(10), then, returns(40))), 2);
});

test('a call that is finished after the interrupt may be late, and nobody else', () => {
  assert.equal(eventsAlike(recording(returns(10), returns(25), leaves, stop(37)), whole), 2);
  assert.equal(eventsAlike(recording(returns(11), returns(20), stop(37)), whole), undefined);
  assert.equal(eventsAlike(recording(returns(9), stop(37)), whole), undefined);
});

test('a few microseconds more or less are the same time', () => {
  assert.equal(eventsAlike(recording(returns(10.004), returns(19.997), returns(30), stop(37)), whole), 3);
  assert.equal(eventsAlike(recording(returns(9.98), stop(37)), whole), undefined);
});

test('a process that stops another one is a part of the run', () => {
  const stops = recording(returns(10), stop(20, 5), returns(30));
  assert.equal(eventsAlike(recording(returns(10), stop(20, 5), stop(25)), stops), 2);
  assert.equal(eventsAlike(stops, stops), 3);
});
