// What the runtimes of gcc 12 say in the guest: the programs and their reports are in test/fixtures/sanitizers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { readReport } from '#facts/sanitizer/read-report.js';
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import { reportSentences } from '#facts/sanitizer/words.js';
import { FIXTURES } from '../../../support/fixtures.js';

function report(name: string): SanitizerReport {
  const stream = readFileSync(join(FIXTURES, 'sanitizers', `${name}.reports`));
  return readReport(stream, { directory: '/tmp', sourceOf: () => undefined, leaks: true, cut: false });
}

const told: Readonly<Record<string, readonly string[]>> = {
  'overflow-in-child': [
    'main.c:8: heap-buffer-overflow in fill, of the child 12 of main (11): WRITE of size 4, 0 bytes to the right of 20-byte region; allocated at main.c:13',
    'leaks were not looked for in the child 12 of main (11): that error ended it',
  ],
  'use-after-free': [
    'main.c:14: heap-use-after-free in main, of the child 12 of main (11): READ of size 5, 0 bytes inside of 6-byte region; freed at main.c:13; allocated at main.c:12',
    'leaks were not looked for in the child 12 of main (11): that error ended it',
  ],
  'double-free': [
    'main.c:6: double-free in twice, of main (11): 0 bytes inside of 16-byte region; freed at main.c:5; allocated at main.c:12; thread T1 created at main.c:12',
    'leaks were not looked for in main (11): that error ended it',
  ],
  leak: [
    'main.c:9: leak of 12 bytes in 3 objects, allocated in answer, of main (11)',
    'main.c:16: leak of 4 bytes in 1 object, allocated in main, of main (11)',
    'main.c:17: leak of 4 bytes in 1 object, which only lost memory points to, allocated in main, of main (11)',
  ],
  'leak-killed': ['leaks were not looked for in main (11): it did not end by exit'],
  stack: [
    'main.c:6: stack-buffer-overflow in sum, of main (11): READ of size 4, access at offset 48 overflows the variable numbers',
    'leaks were not looked for in main (11): that error ended it',
  ],
  null: [
    "main.c:5: null-pointer-use in main, of main (11): store to null pointer of type 'int'",
    'main.c:5: SEGV in main, of main (11): WRITE',
    'leaks were not looked for in main (11): that error ended it',
  ],
};

for (const [name, sentences] of Object.entries(told)) {
  test(`${name} is told as it was`, () => {
    assert.deepEqual(reportSentences(report(name)), sentences);
  });
}

test('each kind of undefined arithmetic has its name, its line and its function', () => {
  assert.deepEqual(
    report('undefined').findings.map(({ kind, place }) => [kind, place]),
    [
      ['signed-integer-overflow', { file: 'main.c', line: 7, function: 'main' }],
      ['misaligned-pointer-use', { file: 'main.c', line: 10, function: 'main' }],
      ['invalid-shift-exponent', { file: 'main.c', line: 11, function: 'main' }],
    ],
  );
});

test('a stack begins with what was called last, ends with main, and has no file of a library', () => {
  const [finding] = report('use-after-free').findings;
  assert.deepEqual(finding?.stack, [
    { function: 'write', file: null, line: null },
    { function: 'main', file: 'main.c', line: 14 },
  ]);
  assert.deepEqual(
    finding.others.map(({ what, stack }) => [what, stack.map((frame) => frame.function)]),
    [
      ['freed', ['free', 'main']],
      ['allocated', ['strdup', 'main']],
    ],
  );
});

test('the line of the source stands beside it, without the blanks around it', () => {
  const stream = readFileSync(join(FIXTURES, 'sanitizers/overflow-in-child.reports'));
  const source = readFileSync(join(FIXTURES, 'sanitizers/overflow-in-child.c'), 'utf8');
  const sourceOf = (file: string): string | undefined => (file === 'main.c' ? source : undefined);
  const { findings } = readReport(stream, { directory: '/tmp', sourceOf, leaks: true, cut: false });
  assert.equal(findings[0]?.source, 'numbers[i] = i;');
});
