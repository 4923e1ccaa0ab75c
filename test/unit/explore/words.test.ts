import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureWords, type Asked } from '#explore/words.js';

const asked: Asked = { strategy: 'systematic', bound: 1, depth: 1 };

test('what was not asked for is compared with the run without a preemption, and the words say so', () => {
  const failure = { kind: 'output', number: 5, schedule: { from: 0, preemptions: [{ at: 7 }] } } as const;
  assert.equal(
    failureWords(failure, asked),
    'its output differs from the run without a preemption; found by schedule 5, 1 preemption is enough',
  );
  assert.match(failureWords(failure, { ...asked, expect: 'right.txt' }), /^its output is not what it should be; /);
  assert.match(failureWords({ ...failure, kind: 'hang' }, asked), /^it hangs; /);
});
