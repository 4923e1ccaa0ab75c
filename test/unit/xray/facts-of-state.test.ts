// What is said of an instant of a recording.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '#facts/explain/explain.js';
import { factsOfState } from '#xray/facts-of-state.js';
import { RunState } from '#xray/run-state.js';
import { Tape } from '../../support/xray/tape.js';

function said(tape: Tape): string[] {
  const state = new RunState();
  for (const [index, event] of tape.events.entries()) state.apply(event, index);
  return explain(factsOfState(state));
}

test('who has the processor computes, and who could run is ready', () => {
  const forked = new Tape().starts(2, '/home/student/a').forks(2, 3);
  const names = (process: number): string => said(forked).find((sentence) => sentence.includes(`(${process})`)) ?? '';
  assert.match(names(2), /computes$/);
  assert.match(names(3), /is ready to run$/);
});

test('whoever lost the processor is ready as well, and who waits waits', () => {
  const switched = new Tape().starts(2, '/home/student/a').forks(2, 3).switch(2, 3, 'ready');
  assert.ok(said(switched).some((sentence) => sentence.endsWith('(2) is ready to run')));
  const waiting = new Tape().starts(2, '/home/student/a').forks(2, 3).call(2, 'pause').switch(2, 3);
  assert.ok(said(waiting).some((sentence) => sentence.includes('(2) waits in pause')));
});
