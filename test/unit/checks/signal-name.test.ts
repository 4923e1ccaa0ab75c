import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signalName } from '#checks/signal-name.js';

test('signals go by the names that Linux has for them', () => {
  for (const name of ['SIGINT', 'SIGKILL', 'SIGRTMIN+1']) assert.equal(signalName.parse(name), name);
});

test('another name is refused with what was written and how to write it', () => {
  for (const wrong of ['INT', 'sigint', 'SIGFOO', 2, '']) {
    const { error } = signalName.safeParse(wrong);
    assert.equal(
      error?.issues[0]?.message,
      `${JSON.stringify(wrong)} is not a signal of Linux; write its name, such as SIGINT or SIGRTMIN+1`,
    );
  }
});
