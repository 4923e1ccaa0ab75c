import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundFacts, isNothing } from '#facts/bound.js';
import { crashWords } from '#facts/explain/crash.js';
import { explain } from '#facts/explain/explain.js';
import { parseCrashes } from '#facts/parse/crash.js';
import { bytesOf, textOf } from '#facts/parse/field.js';
import { decodeCrashes, decodeEvidence } from '#facts/parse/message.js';
import { factsSchema } from '#facts/schema.js';
import type { Crash } from '#facts/types.js';
import { factsOf } from '../../support/facts.js';

const LINES = [
  'machine i386',
  'crash 7 8 11 0x8048312 0xbf9e6ac8 my\\040prog',
  'crash-map 7 0x8048000 0x8049000 0x1000 /home/student/run/program',
  'crash-map 7 0xb7f00000 0xb7f02000 0x0 [vdso]',
  'crash-stack 7 0001ff',
  'process 9 1 S other',
].join('\n');

test('the lines of a crash are its trace', () => {
  assert.deepEqual(decodeCrashes(`${LINES}\n`), [
    {
      pid: 7,
      thread: 8,
      signal: 11,
      name: 'my prog',
      instruction: 0x8048312,
      stackPointer: 0xbf9e6ac8,
      mappings: [
        { begin: 0x8048000, end: 0x8049000, offset: 0x1000, path: '/home/student/run/program' },
        { begin: 0xb7f00000, end: 0xb7f02000, offset: 0, path: '[vdso]' },
      ],
      stack: Uint8Array.of(0, 1, 255),
    },
  ]);
  assert.deepEqual(
    decodeEvidence(`${LINES}\n`)?.processes.map(({ pid }) => pid),
    [9],
  );
  const refuse = (line: string): never => {
    throw new RangeError(line);
  };
  assert.throws(() => parseCrashes('crash-stack 7 00', refuse), { name: 'RangeError', message: 'crash-stack 7 00' });
  for (const line of ['crash 7', 'crash-map 6 0 0 0 x', 'crash x 1 1 1 1 n']) {
    assert.throws(() => decodeCrashes(`crash 7 7 11 1 1 n\n${line}\n`), { code: 'machine-lost' }, line);
  }
});

test('a field is text with its bytes escaped, or bytes in hexadecimal', () => {
  assert.equal(textOf('a\\040\\303\\251\\134'), 'a é\\');
  assert.deepEqual([bytesOf('00ff7f'), bytesOf('')], [Uint8Array.of(0, 255, 127), new Uint8Array(0)]);
});

const place = { file: 'main.c', line: 12, function: 'fill', text: '*p = 1', within: null };
const crash: Crash = { pid: 7, name: 'p', signal: 'SIGSEGV', place };

test('a crash is told with its place', () => {
  const words = (part: Partial<Crash>): string | undefined => explain(factsOf({ crashes: [{ ...crash, ...part }] }))[0];
  assert.equal(words({}), crashWords(crash));
  assert.equal(words({}), 'p (7) was ended by SIGSEGV at main.c:12, in fill: *p = 1');
  const within = { ...place, within: 'strcpy', text: null };
  assert.equal(words({ place: within }), 'p (7) was ended by SIGSEGV at main.c:12, in fill, calling strcpy');
  assert.match(words({ place: null }) ?? '', /^p \(7\) was ended by SIGSEGV; its program does not say at which line/);
});

test('crashes are kept, a few of them and short', () => {
  const facts = factsOf({ crashes: Array.from({ length: 9 }, () => ({ ...crash, name: 'x'.repeat(999) })) });
  const { crashes = [] } = boundFacts(facts);
  assert.deepEqual([crashes.length, crashes[0]?.name.length], [4, 257]);
  assert.equal(isNothing(facts), false);
  assert.ok(factsSchema.safeParse(boundFacts(facts)).success);
  assert.ok(factsSchema.safeParse(factsOf()).success);
});
