// Archives that chance has changed: files or a reason, in a time, with plain names, and never more than is kept.
import * as fc from 'fast-check';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readArchive } from '#classroom/intake/archive.js';
import { KEPT, STUDENT_CAPS } from '#classroom/intake/caps.js';
import { collect, Notes } from '#classroom/intake/collect.js';
import { presentFile } from '#classroom/intake/entry.js';
import { readHandIn } from '#kit/read-hand-in.js';
import { decodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { tar, tarGzip, zip } from '../support/classroom/archives.js';

const SEED = 20_260_707;
const items = [
  { name: 'hw1/count.c', content: 'int main(void) {\r\n    return 0;\r\n}\r\n' },
  { name: 'hw1/größe.h', content: '#define N 3\n'.repeat(50) },
  { name: 'hw1/notes.txt', content: '' },
];
const long = { name: `${'folder/'.repeat(30)}x.c`, content: 'x' };
/** Control characters, and what turns the direction of text. */
const ACTS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const WHOLE = {
  zip: zip(items),
  tar: await tar([...items, long]),
  tgz: await tarGzip(items),
  json: Buffer.from(JSON.stringify({ format: 1, files: { 'count.c': 'a', 'b.h': { base64: 'AAA=' } } })),
};

interface Change {
  readonly at: number;
  readonly cut: number;
  readonly insert: Uint8Array;
}

const changes = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 2000 })),
    insert: fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.constantFrom(...Object.values(WHOLE))),
  }),
  { minLength: 1, maxLength: 4 },
);

function change(whole: Uint8Array, all: readonly Change[]): Uint8Array<ArrayBuffer> {
  let bytes = Buffer.from(whole);
  for (const { at, cut, insert } of all) {
    const place = Math.floor(at * bytes.length);
    bytes = Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + cut)]);
  }
  return new Uint8Array(bytes);
}

/** @returns how many files it had, or -1 when it was refused */
async function filesOf(kind: keyof typeof WHOLE, bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const notes = new Notes();
  try {
    const entries =
      kind === 'json'
        ? readHandIn(decodeText(bytes), 'a.ipclab.json').files.map(([path, content]) => presentFile(path, content))
        : await readArchive(bytes, 'a.zip', STUDENT_CAPS);
    const files = await collect(entries, notes);
    let total = 0;
    for (const [path, content] of files) {
      assert.doesNotMatch(path, /(^|\/)(\.\.|\.)?(\/|$)|[\p{Cc}\p{Cf}\p{Cs}\ufffd]|__proto__|^[a-z]:|\\/iu);
      assert.ok(Buffer.byteLength(path) <= KEPT.path);
      total += content.length;
    }
    assert.ok(files.size <= KEPT.files && total <= KEPT.total);
    for (const note of notes.sentences) assert.doesNotMatch(note, ACTS);
    return files.size;
  } catch (error) {
    assert.ok(error instanceof IpclabError && error.code === 'usage', String(error));
    assert.doesNotMatch(error.message, ACTS);
    return -1;
  }
}

for (const [kind, whole] of Object.entries(WHOLE) as [keyof typeof WHOLE, Buffer][]) {
  test(`40,000 changed archives of kind ${kind} give files with plain names or a sentence`, async () => {
    const seen = { refused: 0, read: 0 };
    assert.ok((await filesOf(kind, new Uint8Array(whole))) >= 2);
    const property = fc.asyncProperty(changes, async (all) => {
      seen[(await filesOf(kind, change(whole, all))) < 0 ? 'refused' : 'read']++;
    });
    await fc.assert(property, { seed: SEED, numRuns: 40_000 });
    assert.ok(seen.refused > 1000 && seen.read > 100, JSON.stringify(seen));
  });
}

test('any bytes at all give a sentence or files', async () => {
  const magic = fc.constantFrom([], [0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6], [0x1f, 0x8b, 8]);
  const property = fc.asyncProperty(magic, fc.uint8Array({ maxLength: 2000, size: 'max' }), async (start, rest) => {
    await filesOf('zip', new Uint8Array([...start, ...rest]));
  });
  await fc.assert(property, { seed: SEED, numRuns: 5000 });
});
