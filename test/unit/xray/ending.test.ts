import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastOwnEvent } from '#xray/ending.js';
import { Tape } from '../../support/xray/tape.js';

const SIGINT = 2;
const SIGALRM = 14;

const waiting = (): Tape =>
  new Tape()
    .starts(2, './a')
    .call(2, 'read', { args: [0] })
    .switch(2, 0);

test('a run that ends by itself is looked at where it ends', () => {
  const { events } = waiting().ret(2, 1).exits(2).recording;
  assert.equal(lastOwnEvent(events), events.length - 1);
});

test('a run that a person ends is looked at just before that', () => {
  const before = waiting().events.length;
  const { events } = waiting().wakes(0, 2).sends(0, SIGINT, 2).delivers(2, SIGINT, 'default').ends(2, SIGINT).recording;
  assert.equal(lastOwnEvent(events), before - 1);
});

test('of several that a person ends together it is the instant before the first, in whichever order they go', () => {
  const tape = waiting().forks(2, 3).call(3, 'pause').switch(3, 0);
  const before = tape.events.length;
  const sent = tape.wakes(0, 3).sends(0, SIGINT, 3).wakes(0, 2).sends(0, SIGINT, 2);
  const { events } = sent
    .delivers(2, SIGINT, 'default')
    .ends(2, SIGINT)
    .delivers(3, SIGINT, 'default')
    .ends(3, SIGINT).recording;
  assert.equal(lastOwnEvent(events), before - 1);
});

test('an interrupt that a handler takes, and a timer’s signal, end no run', () => {
  for (const tape of [
    waiting().sends(0, SIGINT, 2).delivers(2, SIGINT, 0x8048000),
    waiting().sends(0, SIGALRM, 2).delivers(2, SIGALRM, 'default').ends(2, SIGALRM),
  ])
    assert.equal(lastOwnEvent(tape.events), tape.events.length - 1);
});
