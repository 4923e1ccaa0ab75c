import assert from 'node:assert/strict';
import { test } from 'node:test';
import { descriptorOf } from '#facts/wait/waiting.js';
import * as short from '../../../support/facts.js';

test('the descriptor is the one that the call names first, if the process has it', () => {
  const descriptors = [short.descriptorOf(3, '/x'), short.descriptorOf(4, '/y')];
  assert.equal(descriptorOf(short.waitingIn({ arguments: [4, 3] }, { descriptors }))?.target, '/y');
  assert.equal(descriptorOf(short.waitingIn({ arguments: [5] }, { descriptors })), undefined);
  assert.equal(descriptorOf(short.waitingIn({ arguments: [] }, { descriptors })), undefined);
});
