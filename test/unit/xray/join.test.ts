import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recording } from '#xray/events.js';
import { joined } from '#xray/join.js';
import { Tape } from '../../support/xray/tape.js';

const part = (calls: number): Recording => {
  const tape = new Tape();
  for (let n = 0; n < calls; n++) tape.call(1, 'getpid');
  return tape.recording;
};

test('parts that have room are one behind the other', () => {
  assert.equal(joined(part(2), part(3), 5).events.length, 5);
});

test('the first events give way, and are counted with those that were lost before', () => {
  const once = joined(part(3), part(3), 4);
  assert.deepEqual([once.events.length, once.events[0]?.kind === 'lost' && once.events[0].count], [4, 3]);
  const twice = joined(once, part(2), 4);
  assert.deepEqual([twice.events.length, twice.events[0]?.kind === 'lost' && twice.events[0].count], [4, 5]);
});
