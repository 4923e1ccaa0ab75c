import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { askedOf } from '#checks/expectation.js';
import { KINDS } from '#checks/expect/registry.js';
import { runKind, type Kind } from '#checks/kind.js';
import { PLAIN } from '#checks/leaves.js';
import { textKind } from '#checks/text-kind.js';
import { lookedAt, problemOf } from '../../support/checks.js';

test('a kind evaluates what its own schema lets through', () => {
  const left = runKind({
    name: 'left',
    about: 'run',
    usage: '`left`',
    help: 'How many parties there were.',
    schema: ({ amount }) => z.strictObject({ is: amount }),
    problems: ({ is }, { parties }) => (parties.length === is ? [] : [`there are ${parties.length}, not ${is}`]),
  });
  const wanted = left.schema(PLAIN).parse({ is: 2 });
  assert.deepEqual(left.problems(wanted, lookedAt()), ['there are 1, not 2']);
  assert.throws(() => left.schema(PLAIN).parse({ is: '2' }));
});

test('so does a kind of check of a text', () => {
  const longest = textKind({
    name: 'longest',
    usage: '`longest`',
    help: 'Bytes at most.',
    schema: ({ amount }) => amount,
    problem: (wanted, { bytes }) => (bytes.length <= wanted ? undefined : `has ${bytes.length} bytes`),
  });
  assert.equal(problemOf(longest, 2, 'ä'), undefined);
  assert.equal(problemOf(longest, 1, 'ä'), 'has 2 bytes');
});

test('each kind is asked for by its name and by no other', () => {
  const all: readonly Kind[] = KINDS;
  for (const { name } of all) {
    const asked = askedOf({ [name]: 'anything', party: 'a' });
    assert.deepEqual(
      asked.map(({ kind, wanted }) => [kind.name, wanted]),
      [[name, 'anything']],
    );
  }
});
