import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xrayOf } from '#lab/xray-of-run.js';
import { openPipe, pingPong } from '../../support/xray/stories.js';

test('of a run without end the last events are kept, and the others are counted', () => {
  const long = pingPong(20_000);
  const { recording } = xrayOf('long', long, {});
  assert.equal(recording.events.length, 5000);
  const [lost] = recording.events;
  assert.equal(lost?.kind === 'lost' && lost.count, long.events.length - 4999);
  assert.deepEqual(recording.events.at(-1), long.events.at(-1));
});

test('a program that is no program of the student, or nothing of a program, has no lines', () => {
  const whole = openPipe();
  const { title, recording, lines } = xrayOf('open', whole, { 'open-pipe': Uint8Array.of(0x7f) });
  assert.deepEqual([title, recording, lines], ['open', whole, {}]);
});
