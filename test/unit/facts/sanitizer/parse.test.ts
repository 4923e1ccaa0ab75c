// What single lines of a sanitizer's report are, and the format that findings are kept in.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isBySanitizer, isOfLab, LAB_DIRECTORY } from '#facts/of-lab.js';
import { unflushedWords } from '#facts/explain/unflushed.js';
import { parseFindings } from '#facts/sanitizer/parse-findings.js';
import { parseFrame } from '#facts/sanitizer/parse-frame.js';
import { sanitizerSchema } from '#facts/sanitizer/schema.js';

const OWN = { directory: '/tmp', sourceOf: () => undefined };

test('a frame is of the program where its file is in the folder, and the library’s under its usual name', () => {
  assert.deepEqual(parseFrame('    #0 0x804 in fill /tmp/main.c:8:3', OWN), {
    function: 'fill',
    file: 'main.c',
    line: 8,
  });
  assert.deepEqual(parseFrame('    #1 0x804 in __interceptor_strcpy ../../x.cpp:9', OWN), {
    function: 'strcpy',
    file: null,
    line: null,
  });
  assert.equal(parseFrame('fill /tmp/main.c:8', OWN), undefined);
});

test('an overflow of a sum is a finding with its line', () => {
  const [finding, ...others] = parseFindings('/tmp/a.c:4:9: runtime error: signed integer overflow: 1 + 2\n', OWN);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [finding?.type, finding?.kind, finding?.place?.file, finding?.place?.line],
    ['error', 'signed-integer-overflow', 'a.c', 4],
  );
});

test('findings are kept in one format', () => {
  const report = { programs: [], findings: [], more: 0, unchecked: [], evasions: [] };
  assert.deepEqual(sanitizerSchema.parse(report), report);
  assert.equal(sanitizerSchema.safeParse({ ...report, findings: [{ type: 'guess' }] }).success, false);
});

test('who reads for the lab is known by a folder of root’s, and a sanitizer’s own end by its place', () => {
  assert.equal(isOfLab({ directory: LAB_DIRECTORY }), true);
  assert.equal(isOfLab({ directory: '/run/lab' }), false);
  const place = { file: '../src/libsanitizer/asan/x.cpp', line: 1, function: null, text: null, within: null };
  assert.deepEqual([isBySanitizer({ place }), isBySanitizer({ place: null })], [true, false]);
});

test('output may be missing of a program that was ended with nothing, or whole buffers, written', () => {
  const ended = { signal: 'SIGKILL', limit: 'wall' };
  assert.equal(unflushedWords('p', ended, 0).length, 1);
  assert.equal(unflushedWords('p', ended, 8192).length, 1);
  assert.deepEqual(unflushedWords('p', ended, 5), []);
  assert.deepEqual(unflushedWords('p', { ...ended, limit: 'output' }, 8192), []);
  assert.deepEqual(unflushedWords('p', { signal: null, limit: null }, 0), []);
});
