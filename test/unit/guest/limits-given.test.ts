// A limit is a whole number; what else is given for one is refused before the guest hears of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execPayload, openPayload } from '#protocol/messages.js';

for (const wall of [1.5, -1, NaN, Infinity, 2 ** 60, '7' as never]) {
  test(`a limit of ${wall} is refused in a sentence`, () => {
    const message = `limits.wall: ${wall} is no whole number from 0 on; give one`;
    assert.throws(() => execPayload({ argv: ['true'], limits: { wall } }), { code: 'usage', message });
    assert.throws(() => openPayload({ limits: { memory: wall } }), {
      code: 'usage',
      message: message.replace('wall', 'memory'),
    });
  });
}

test('a limit of 0 is one, and one that is undefined is none', () => {
  assert.deepEqual(execPayload({ argv: ['true'], limits: { cpu: 0, wall: undefined } }).limits, {
    cpu: 0,
    wall: undefined,
  });
});
