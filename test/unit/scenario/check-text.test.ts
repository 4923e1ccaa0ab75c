import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkText } from '#scenario/check-text.js';
import type { TextCheck } from '#scenario/schema.js';
import { encodeText } from '#util/bytes.js';

const TEXT = 'alpha 12\nbeta 7\nalpha 3\n';
const read = (name: string): Promise<Uint8Array> => Promise.resolve(encodeText(name === 'same' ? TEXT : 'other'));

const cases: [holds: boolean, check: TextCheck][] = [
  [true, { equals: TEXT }],
  [false, { equals: 'alpha 12' }],
  [true, { lines: ['alpha 12', 'beta 7', 'alpha 3'] }],
  [false, { lines: ['alpha 12', 'beta 7'] }],
  [false, { lines: ['alpha 12', 'beta 7', 'alpha 3', 'more'] }],
  [true, { unordered: ['beta 7', 'alpha 3', 'alpha 12'] }],
  [false, { unordered: ['beta 7', 'alpha 3', 'alpha 3'] }],
  [true, { contains: 'eta' }],
  [false, { contains: 'gamma' }],
  [true, { matches: '^beta \\d$' }],
  [false, { matches: '^eta' }],
  [true, { lacks: 'gamma' }],
  [false, { lacks: '^alpha' }],
  [true, { inOrder: ['alpha', 'beta', 'alpha'] }],
  [false, { inOrder: ['beta', 'alpha', 'alpha'] }],
  [true, { count: { pattern: '^alpha', is: 2 } }],
  [false, { count: { pattern: '^alpha', max: 1 } }],
  [true, { number: { pattern: 'beta (\\d+)', min: 7, max: 7 } }],
  [false, { number: { pattern: 'beta (\\d+)', min: 8 } }],
  [false, { number: { pattern: 'gamma (\\d+)' } }],
  [true, { number: { pattern: 'beta (\\d+)', is: 6.5, tolerance: 0.5 } }],
  [false, { number: { pattern: 'beta (\\d+)', is: 6, tolerance: 0.5 } }],
  [false, { number: { pattern: 'beta( )', is: 0 } }],
  [true, { inside: { enter: '^alpha', leave: '^beta', max: 1 } }],
  [false, { inside: { enter: '^(alpha|beta)', leave: '^gamma', max: 2 } }],
  [true, { inside: { enter: 'a', leave: 'a', max: 1 } }],
  [false, { inside: { enter: '^gamma', leave: '^beta', max: 1 } }],
  [true, { sameAs: 'same' }],
  [false, { sameAs: 'different' }],
];

for (const [holds, check] of cases) {
  test(`${JSON.stringify(check)} ${holds ? 'holds' : 'does not hold'}`, async () => {
    const problem = await checkText(check, encodeText(TEXT), read);
    assert.equal(problem === undefined, holds, problem);
  });
}

test('what was seen is quoted on one line, control characters escaped', async () => {
  const problem = await checkText({ equals: '' }, encodeText('a\n\u001b[2J'), read);
  assert.equal(problem, 'is "a\\n\\u001b[2J", not ""');
});
