// The fields of each payload, against the vectors that the agent's readers and writers are checked against too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodePayload, encodePayload, type Payload } from '#protocol/codec.js';
import type { FieldSpec, FrameSpec } from '#protocol/frame-spec.js';
import { FRAMES, type FrameName } from '#protocol/frames.js';
import { linesOf, parseBytes, PAYLOADS_FILE } from '../../support/vectors.js';

interface Vector {
  readonly name: FrameName;
  readonly bytes: Uint8Array;
  readonly lines: string[];
}

const vectors: Vector[] = [];
for (const line of linesOf(PAYLOADS_FILE)) {
  const [name = '', bytes = ''] = line.split(' ');
  if (line.startsWith('  ')) vectors.at(-1)?.lines.push(line.slice(2));
  else vectors.push({ name: name as FrameName, bytes: parseBytes(bytes), lines: [] });
}

const fieldsOf = (name: FrameName): readonly FieldSpec[] => (FRAMES[name] as FrameSpec).fields ?? [];

/** A payload's fields as the file has them. */
function linesFor(name: FrameName, payload: Readonly<Record<string, unknown>>): string[] {
  return fieldsOf(name).flatMap((field) => textsOf(field, payload[field.name]).map((text) => `${field.name} ${text}`));
}

function textsOf({ type, values, bits, limits }: FieldSpec, value: unknown): string[] {
  if (limits) return limits.map((limit) => String((value as Record<string, number | undefined>)[limit] ?? 'none'));
  if (values) return [String(values[value as string])];
  if (bits) return [String((value as string[]).reduce((sum, bit) => sum + 2 ** bits.indexOf(bit), 0))];
  if (type === 'strings') return [...(value as string[])];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('hex')];
  return [type === 'bool' ? (value ? '1' : '0') : String(value)];
}

for (const [index, { name, bytes, lines }] of vectors.entries()) {
  test(`the host reads and writes ${name} as vector ${index + 1} says`, () => {
    const payload = decodePayload(name, bytes);
    assert.deepEqual(linesFor(name, payload as Record<string, unknown>), lines);
    assert.deepEqual(encodePayload(name, payload), bytes);
  });
}

test('there is a vector for each field, with a value that no absent field has', () => {
  for (const name of Object.keys(FRAMES) as FrameName[]) {
    for (const field of fieldsOf(name)) {
      const only = Object.values(field.values ?? {});
      if (field.name === 'reserved' || (only.length === 1 && only[0] === 0)) continue;
      const texts = vectors.filter((vector) => vector.name === name).flatMap(({ lines }) => lines);
      assert.ok(
        texts.some((line) => line.startsWith(`${field.name} `) && !/ (0*|none)$/.test(line)),
        `${name}.${field.name}`,
      );
    }
  }
});

test('values, bits, lists and lengths that cannot be are a breach', () => {
  const breaches: [FrameName, string][] = [
    ['SIGNAL', '0f00000003'],
    ['GRANT_OUTPUT', '0000000001'],
    ['GRANT_INPUT', '0100000001'],
    ['PUT', '000000000000000002000000'],
    ['OPEN', 'ffffffff'],
    ['OPEN', `05000000${'00'.repeat(40)}00000000`],
    ['STARTED', '00000000ff'],
    ['DONE', '00'],
  ];
  for (const [name, hex] of breaches) {
    assert.throws(() => decodePayload(name, parseBytes(hex)), { code: 'machine-lost' }, `${name} ${hex}`);
  }
});

test('limits that a shorter list leaves out do not limit', () => {
  const { limits }: Payload<'OPEN'> = decodePayload('OPEN', parseBytes('01000000010000000000000000000000'));
  assert.deepEqual(limits, { memory: 1 });
});
