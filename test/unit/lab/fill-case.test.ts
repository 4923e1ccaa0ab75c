import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectationWith } from '#checks/expectation.js';
import { AUTHORED, filledWith, MissingValue, type Values } from '#lab/fill-case.js';
import { labSetupWith } from '#lab/lab-schema.js';

const values = { word: 'a.b', n: 3 };
const fill = (expect: unknown, of: Values = values): unknown => expectationWith(filledWith(of)).parse(expect);

test('a value stands for itself in a text, and in a pattern too', () => {
  assert.deepEqual(fill({ stdout: [{ equals: '${word} ${n}' }, { matches: '^${word}$' }] }), {
    stdout: [{ equals: 'a.b 3' }, { matches: '^a\\.b$' }],
  });
});

test('where a number is wanted, a value is one', () => {
  assert.deepEqual(fill({ forks: { is: '${n}' }, stdout: { number: { pattern: '(.)', is: '${n}', tolerance: 1 } } }), {
    forks: { is: 3 },
    stdout: [{ number: { pattern: '(.)', is: 3, tolerance: 1 } }],
  });
  assert.throws(() => fill({ forks: { is: '${word}' } }), /expected number/);
  assert.throws(() => fill({ forks: { is: '${n}' } }, { n: ' ' }), /expected number/);
});

test('names of files are filled, and a value with a dollar sign in it is not filled again', () => {
  assert.deepEqual(fill({ files: { '${word}': { equals: '${x}' } } }, { word: 'out', x: '${word} $&' }), {
    files: { out: [{ equals: '${word} $&' }] },
  });
});

test('a name without a value is told', () => {
  assert.throws(
    () => fill({ stdout: { equals: '${other}' } }),
    (error) => error instanceof MissingValue && error.message === 'has no value for ${other}; add it to the case',
  );
  assert.throws(() => fill({ stdout: { equals: '${toString}' } }), MissingValue);
});

test('what a key is called does not make its text a number or a pattern', () => {
  const setup = {
    name: 'run',
    parties: [{ command: ['a', '${word}'], environment: { max: '${n}', matches: '${word}', expect: '7' } }],
  };
  const [party] = labSetupWith(filledWith(values)).parse(setup).parties;
  assert.deepEqual(party?.command, ['a', 'a.b']);
  assert.deepEqual(party.environment, { max: '3', matches: 'a.b', expect: '7' });
});

test('what a step of a script waits for is a pattern, what it sends is a text', () => {
  const script = [{ expect: '^${word}$' }, { send: '${word}\n' }];
  const setup = { name: 'run', parties: [{ command: ['a'], script, start: { when: 'b', prints: '${word}' } }] };
  const [party] = labSetupWith(filledWith(values)).parse(setup).parties;
  assert.deepEqual(party?.script, [{ expect: '^a\\.b$' }, { send: 'a.b\n' }]);
  assert.deepEqual(party.start, { when: 'b', prints: 'a\\.b' });
});

test('an author writes a placeholder for a number, and nothing else that is none', () => {
  const schema = expectationWith(AUTHORED);
  for (const is of [3, '${n}']) assert.equal(schema.safeParse({ forks: { is } }).success, true);
  for (const is of ['3', '${n} ', '${N}', null]) assert.equal(schema.safeParse({ forks: { is } }).success, false);
});
