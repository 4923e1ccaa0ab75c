// When a lab is to be handed in, as its author writes it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handInRules } from '#lab/hand-in-rules.js';

test('a deadline has a zone, since labs travel', () => {
  const deadline = '2026-11-26T23:59:00+01:00';
  assert.deepEqual(handInRules.parse({ deadline }), { deadline, grace: 0, perDay: 0 });
  assert.match(
    handInRules.safeParse({ deadline: '2026-11-26T23:59:00' }).error?.message ?? '',
    /is no time with a zone, such as 2026-11-26T23:59:00\+01:00/,
  );
});

test('a day costs a share, and no points are won by being late', () => {
  for (const wrong of [{ perDay: 101 }, { perDay: -1 }, { grace: -1 }, { attempts: 'first' }])
    assert.equal(handInRules.safeParse(wrong).success, false, JSON.stringify(wrong));
});
