import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Process } from '#facts/types.js';
import { waitForChild } from '#facts/wait/process.js';
import { factsOf, processOf, waitingIn } from '../../../support/facts.js';

const ANY = 0xffff_ffff;
const [one, two] = [processOf({ pid: 3, parent: 2, name: 'one' }), processOf({ pid: 4, parent: 2, name: 'two' })];
const stranger = processOf({ pid: 5, parent: 1, name: 'stranger' });

function waitFor(name: string, args: number[], ...processes: Process[]): unknown {
  return waitForChild(waitingIn({ name, arguments: args }, { pid: 2 }, factsOf({ processes })));
}

test('a child is named when it was asked for, or is the only one that lives', () => {
  const child = { pid: 3, name: 'one' };
  assert.deepEqual(waitFor('wait4', [3], one, two), { kind: 'child', child });
  assert.deepEqual(waitFor('wait4', [ANY], one, stranger), { kind: 'child', child });
  assert.deepEqual(waitFor('waitid', [1, 3], one, two), { kind: 'child', child });
  assert.deepEqual(waitFor('wait4', [0], one, { ...two, state: 'Z' }), { kind: 'child', child });
});

test('of several, of none, and of another process’s child no name is made up', () => {
  for (const found of [
    waitFor('wait4', [ANY], one, two),
    waitFor('wait4', [ANY]),
    waitFor('wait4', [5], one, stranger),
  ])
    assert.deepEqual(found, { kind: 'child', child: null });
});
