import assert from 'node:assert/strict';
import { test } from 'node:test';
import { events } from '#checks/expect/events.js';
import { PLAIN } from '#checks/leaves.js';
import type { Recording } from '#xray/events.js';
import { lookedAt } from '../../../support/checks.js';
import { closedPipe, fullPipe, openPipe } from '../../../support/xray/stories.js';
import { Tape } from '../../../support/xray/tape.js';

const PARTY = 2;

function problems(wanted: unknown, recording: Recording | undefined, pid = PARTY): string[] {
  return events.problems(events.schema(PLAIN).parse(wanted), lookedAt({ pid }, { recording }));
}

const close = { call: 'close', on: 'pipe', end: 'write' };
const read = { call: 'read', on: 'pipe' };

test('order: each process does the one thing before the other', () => {
  assert.deepEqual(problems([{ first: close, then: { call: 'wait' } }], closedPipe()), []);
  assert.deepEqual(problems([{ first: close, then: read }], openPipe()), [
    'it calls read on a pipe before close on the write end of a pipe',
  ]);
  // The parent's close is not the child's.
  assert.deepEqual(problems([{ first: close, then: read }], closedPipe()), []);
  assert.deepEqual(problems([{ first: close, then: { call: 'msgrcv' } }], closedPipe()), ['it never calls msgrcv']);
});

test('counts go by what succeeds, unless failing is asked for', () => {
  assert.deepEqual(problems([{ of: { call: 'write', on: 'pipe' }, times: { is: 1 } }], openPipe()), []);
  assert.deepEqual(problems([{ of: { call: 'write', on: 'pipe' }, times: { min: 2 } }], openPipe()), [
    'it calls write on a pipe once, not at least 2',
  ]);
  const failing = new Tape().starts(PARTY, './a').does(PARTY, 'msgget', {}, -2).recording;
  assert.deepEqual(problems([{ of: { call: 'msgget' }, times: { is: 0 } }], failing), []);
  assert.deepEqual(problems([{ of: { call: 'msgget', fails: true }, times: { is: 0 } }], failing), [
    'it calls a failing msgget once, not 0',
  ]);
});

test('who waits is let go on by whom', () => {
  assert.deepEqual(problems([{ of: { call: 'write', on: 'pipe' }, wokenBy: read }], fullPipe()), []);
  assert.deepEqual(problems([{ of: { call: 'write', on: 'pipe' }, wokenBy: { call: 'close' } }], fullPipe()), [
    'no write on a pipe goes on by close',
  ]);
});

test('how long each call waits', () => {
  const slow = new Tape().starts(PARTY, './a').call(PARTY, 'nanosleep').switch(PARTY, 0).pause(5_000_000);
  const recording = slow.wakes(0, PARTY).switch(0, PARTY).ret(PARTY).recording;
  assert.deepEqual(problems([{ of: { call: 'nanosleep' }, blocks: { max: 10 } }], recording), []);
  assert.match(
    problems([{ of: { call: 'nanosleep' }, blocks: { max: 1 } }], recording)[0] ?? '',
    /^its nanosleep waits 5/,
  );
});

test('how full a thing is at every instant', () => {
  assert.deepEqual(problems([{ object: 'pipe', holds: { max: 8 } }], openPipe()), []);
  assert.deepEqual(problems([{ object: 'pipe', holds: { max: 7 } }], openPipe()), [
    'a pipe holds 8 at one instant, not at most 7',
  ]);
});

test('how full a thing is just after the calls that are named', () => {
  assert.deepEqual(problems([{ object: 'pipe', holds: { is: 0 }, when: read }], openPipe()), []);
  assert.deepEqual(problems([{ object: 'pipe', holds: { is: 0 }, when: close }], openPipe()), [
    'a pipe holds 8 after close on the write end of a pipe, not 0',
  ]);
  assert.deepEqual(problems([{ object: 'pipe', holds: { is: 0 }, when: { call: 'msgrcv' } }], openPipe()), [
    'it never calls msgrcv',
  ]);
});

test('of another party’s processes nothing is said', () => {
  assert.deepEqual(problems([{ of: { call: 'write', on: 'pipe' }, times: { is: 0 } }], openPipe(), 77), []);
});

test('nothing holds of what was not recorded, or not all of it', () => {
  const any = [{ of: { call: 'write' }, times: { max: 1000 } }];
  assert.deepEqual(problems(any, undefined), ['its events were not recorded']);
  const tape = new Tape();
  tape.events.push(...openPipe().events);
  assert.deepEqual(problems(any, tape.loses(3).recording), [
    'it did so much that not all of its events could be recorded',
  ]);
});

test('a call has the name of its manual page', () => {
  assert.throws(() => events.schema(PLAIN).parse([{ of: { call: 'wait4' }, times: { is: 1 } }]));
});
