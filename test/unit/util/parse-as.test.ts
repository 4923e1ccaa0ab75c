// What comes from outside is what it should be, or one sentence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { checkAs, parseAs, readAs } from '#util/parse-as.js';

const schema = z.strictObject({
  name: z.string(),
  end: z.union([z.strictObject({ exit: z.int() }), z.strictObject({ signal: z.enum(['SIGINT', 'SIGTERM']) })]),
});
const origin = { where: 'a/lab.json', cure: 'labs/lab.schema.json says what may stand there' };
const messageOf = (text: string): string => {
  try {
    parseAs(schema, text, origin);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

test('what fits is given as the schema makes it', () => {
  const value = { name: 'a', end: { exit: 0 } };
  assert.deepEqual(parseAs(schema, JSON.stringify(value), origin), value);
  assert.deepEqual(readAs(z.object({ many: z.int().default(1) }), '{}'), { value: { many: 1 } });
});

test('what does not fit is named by place, field and cure', () => {
  assert.match(messageOf('{'), /^a\/lab\.json: is not JSON \(.+\); labs\/lab\.schema\.json says what may stand there$/);
  assert.match(messageOf('{"name":1,"end":{"exit":0}}'), /^a\/lab\.json: name: .*expected string.*; labs/);
  assert.match(messageOf('7'), /^a\/lab\.json: .*expected object/);
});

test('of several forms the one that was meant is spoken of', () => {
  assert.match(messageOf('{"name":"a","end":{"exit":"x"}}'), /^a\/lab\.json: end\.exit: .*expected number/);
  assert.match(messageOf('{"name":"a","end":{"signal":"SIGTREM"}}'), /^a\/lab\.json: end\.signal: /);
});

test('the code is the one that was asked for', () => {
  assert.throws(() => parseAs(schema, '', origin), { code: 'usage' });
  assert.throws(() => checkAs(schema, null, { ...origin, code: 'image-corrupt' }), { code: 'image-corrupt' });
});

test('what a message quotes can neither act on a terminal nor fill it', () => {
  const odd = { name: 'a', end: { exit: 0 }, ['\u001b[2J\u202e\n'.repeat(1000)]: 1 };
  const message = messageOf(JSON.stringify(odd));
  assert.ok(message.length < 500, String(message.length));
  assert.doesNotMatch(message, /[\u001b\u202e\n]/);
});
