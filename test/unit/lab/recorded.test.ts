// What a result keeps of a run, as its checks looked at it; nothing where it is not whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectationWith } from '#checks/expectation.js';
import { PLAIN } from '#checks/leaves.js';
import { recordStream } from '#lab/record-stream.js';
import { isKept, recordedRun, wholeStream } from '#lab/recorded.js';
import type { RunResult } from '#lab/result.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { endOf } from '../../support/facts.js';
import { runPlan } from '../../support/task-plan.js';

test('ends and streams are kept, but not whether everybody hangs, and nothing else', () => {
  const kept = (wanted: object): boolean => isKept(expectationWith(PLAIN).parse(wanted));
  assert.equal(kept({ end: { exit: 0 }, stdout: { equals: '' }, stderr: { lacks: 'x' } }), true);
  assert.equal(kept({ end: { hang: true } }), false);
  assert.equal(kept({ stdout: { equals: '' }, seen: [{ objects: { max: 0 } }] }), false);
  assert.equal(kept({ files: { out: [{ equals: '' }] } }), false);
});

test('a stream is whole up to what is kept, if it is text', () => {
  for (const bytes of [encodeText(''), encodeText('Grüße\n'), encodeText('x'.repeat(4096))])
    assert.deepEqual(wholeStream(recordStream(bytes)), bytes);
  assert.equal(wholeStream(recordStream(encodeText('x'.repeat(4097)))), undefined);
  assert.equal(wholeStream(recordStream(Uint8Array.of(0xff))), undefined);
  assert.equal(wholeStream(recordStream(encodeText('x'), 100)), undefined);
});

test('a run is had again, unless a party was not started, had a script, or waited for another', () => {
  const record = (end: RunResult['parties'][number]['end']): RunResult => ({
    ...{ name: 'run', seed: 3, instructions: 1 },
    parties: [{ name: 'count', end, stdout: recordStream(encodeText('hi')), stderr: recordStream(encodeText('')) }],
  });
  const run = runPlan([{ command: ['count'] }]);
  const again = recordedRun(run, record(endOf({ exit: 7 })));
  assert.equal(again?.seed, 3);
  assert.equal(again.parties[0]?.status?.exit, 7);
  assert.equal(decodeText(encodeText('hi')), decodeText(Uint8Array.from(again.parties[0].stdout)));
  assert.equal(recordedRun(run, record(null)), undefined);
  const typing = runPlan([{ command: ['count'], script: [{ send: 'x' }] }]);
  assert.equal(recordedRun(typing, record(endOf())), undefined);
  const later = runPlan([{ command: ['count'], start: { afterEndOf: 'a' } }]);
  assert.equal(recordedRun(later, record(endOf())), undefined);
});
