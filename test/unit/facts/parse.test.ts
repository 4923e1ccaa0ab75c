// The agent's lines as facts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeEvidence, EvidenceParts } from '#facts/parse/message.js';
import type { Facts, SystemCall } from '#facts/types.js';
import { encodeText } from '#util/bytes.js';

function parse(text: string, machine = 'i386'): Facts {
  const facts = decodeEvidence(`machine ${machine}\n${text.trim()}\n`);
  assert.ok(facts);
  return facts;
}

function callOf(call: string, more = '', machine?: string): SystemCall | null | undefined {
  return parse(`process 2 0 S a\nthread 2 2 S x ${call}\n${more}`, machine).processes[0]?.threads[0]?.call;
}

test('what a pointer leads to is told by the call', () => {
  assert.deepEqual(callOf('295 0xffffff9c 0x1', 'memory 2 2 0x1 2f78'), {
    name: 'openat',
    arguments: [0xffff_ff9c, 1],
    operand: { kind: 'path', path: '/x' },
  });
  const operand = (call: string, hex: string): unknown => callOf(call, `memory 2 2 0x1 ${hex}`)?.operand;
  assert.deepEqual(operand('420 0x4 0x9', '0000ffff00000100fdff0000'), {
    kind: 'operations',
    operations: [
      { index: 0, change: -1 },
      { index: 1, change: -3 },
    ],
  });
  assert.deepEqual(operand('240 0x4', '07000000'), { kind: 'word', value: 7 });
  // A negative descriptor is none.
  assert.deepEqual(operand('168 0x4 0x2', '0300000001000000ffffffff01000000'), {
    kind: 'descriptors',
    descriptors: [3],
  });
  assert.deepEqual(operand('142 0x9', '0901'), { kind: 'descriptors', descriptors: [0, 3, 8] });
  assert.equal(operand('3 0x0', '00'), null);
});

test('i386 has one call for many, and x86_64 has other numbers', () => {
  assert.deepEqual(callOf('117 0x1000c 0x3 0x8 0x0 0x9 0x5', 'memory 2 2 0x9 0000000005000000'), {
    name: 'msgrcv',
    arguments: [3, 0, 8, 5, 0],
    operand: null,
  });
  assert.deepEqual(callOf('102 0x5 0x9', 'memory 2 2 0x9 040000000000000000000000'), {
    name: 'accept',
    arguments: [4, 0, 0],
    operand: null,
  });
  assert.equal(callOf('0 0x0', '', 'x86_64')?.name, 'read');
  assert.equal(callOf('9999 0x0')?.name, 'call 9999');
  assert.equal(callOf('-'), null);
});

test('a process has as many descriptors as the kernel says, listed or not', () => {
  const of = (lines: string): unknown => parse(`process 2 0 S a\n${lines}`).processes[0]?.descriptorCount;
  assert.equal(of('fd 2 0 0 /x\ndescriptors 2 90'), 90);
  assert.equal(of('fd 2 0 0 /x\nfd 2 1 0 /x\ntruncated'), 2);
});

test('what is too much is counted by its kind', () => {
  assert.deepEqual(parse('more 5\nmore-semaphore-sets 7\ntruncated').more, {
    processes: 5,
    'semaphore-sets': 7,
    lines: 1,
  });
});

test('a line that is none is a breach', () => {
  for (const line of ['nonsense 1', 'process x 0 S a', 'thread 9 9 S x 29', 'semaphore 9 0 0 0 0', 'fd 1']) {
    assert.throws(() => decodeEvidence(`machine i386\n${line}\n`), { code: 'machine-lost' }, line);
  }
  assert.equal(decodeEvidence(''), null);
});

test('evidence comes in pieces that need not be whole characters, and not without end', () => {
  const parts = new EvidenceParts();
  const bytes = encodeText('machine i386\nprocess 2 0 S é\n');
  for (const byte of bytes) parts.add(Uint8Array.of(byte));
  assert.equal(decodeEvidence(parts.take())?.processes[0]?.name, 'é');
  assert.equal(parts.take(), '');
  parts.add(new Uint8Array(128 * 1024));
  assert.throws(
    () => {
      parts.add(Uint8Array.of(0));
    },
    { code: 'machine-lost' },
  );
});
