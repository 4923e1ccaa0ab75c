import assert from 'node:assert/strict';
import { test } from 'node:test';
import { obstacles } from '#checks/obstacles.js';
import { IpclabError } from '#util/error.js';
import { partyOf } from '../../support/checks.js';

test('a party that ran to its end has none', () => {
  assert.deepEqual(obstacles(partyOf()), []);
  assert.deepEqual(obstacles(partyOf({ status: { signal: 'SIGSEGV' } })), []);
});

test('what kept a party from running or from doing its steps is told', () => {
  assert.deepEqual(obstacles(undefined), ['the party that it asks about is not in the run']);
  assert.deepEqual(obstacles(partyOf({ problem: 'it never printed "ready"' })), ['it never printed "ready"']);
  const refused = new IpclabError('guest-refused', 'there is no program a');
  assert.deepEqual(obstacles(partyOf({ status: null, refused })), ['it could not be started: there is no program a']);
  assert.deepEqual(obstacles(partyOf({ status: null })), ['it could not be started: the guest did not say why']);
});
