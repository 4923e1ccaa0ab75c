import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf } from '#scenario/party.js';
import { run as schema, type Run } from '#scenario/schema.js';
import { seatsOf, typedCommand } from '../../../../web/src/run/terminals.js';

const run = (parties: readonly object[]): Run =>
  schema.parse({ name: 'r', shows: 's', parties: parties.map((party) => ({ end: { exit: 0 }, ...party })) });
const seats = (parties: readonly object[], most = 3): string[] =>
  seatsOf(run(parties), most).map((seat) => seat.parties.map(nameOf).join('+'));

test('two parties sit at two terminals, and one that comes after another where that one sat', () => {
  const server = { command: ['server', '2'] };
  const first = { name: 'first', command: ['client'], start: { when: 'server', prints: 'ready' } };
  const second = { name: 'second', command: ['client'], start: { afterEndOf: 'first' } };
  assert.deepEqual(seats([server, first, second]), ['server', 'first+second']);
});

test('where there is no terminal left, the one with the fewest parties takes another', () => {
  const when = { when: 'a', prints: 'x' };
  const parties = ['a', 'b', 'c', 'd'].map((name) => ({
    name,
    command: ['x'],
    ...(name === 'a' ? {} : { start: when }),
  }));
  assert.deepEqual(seats(parties), ['a+d', 'b', 'c']);
});

test('another user has a terminal of his own', () => {
  const maker = { name: 'maker', command: ['maker'] };
  const other = { name: 'other', command: ['visitor'], user: 'other', start: { afterEndOf: 'maker' } };
  const owner = { name: 'owner', command: ['visitor'], start: { afterEndOf: 'other' } };
  assert.deepEqual(seats([maker, other, owner]), ['maker+owner', 'other']);
});

test('a command is typed as a person would', () => {
  const [party] = run([{ command: ['server', 'two words'], environment: { A: '1' }, stdin: { file: 'in' } }]).parties;
  assert.ok(party);
  assert.equal(typedCommand(party, ['server']), "A=1 ./server 'two words' < in");
});
