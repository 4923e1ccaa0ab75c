import assert from 'node:assert/strict';
import test from 'node:test';
import { readReport } from '#facts/sanitizer/read-report.js';
import { reportSentences } from '#facts/sanitizer/words.js';
import { concat, encodeText } from '#util/bytes.js';
import { record } from '../../../support/sanitizer-records.js';

const CONTEXT = { directory: '/tmp', sourceOf: () => undefined, leaks: true, cut: false };

const read = (...parts: Uint8Array[]): ReturnType<typeof readReport> => readReport(concat(parts), CONTEXT);

const told = (...parts: Uint8Array[]): string[] => reportSentences(read(...parts));

test('a program that ends with nothing found is only named', () => {
  const report = read(record('start', 4), record('fork', 5, '', 4), record('end', 5, '', 4), record('end', 4));
  assert.deepEqual(report, {
    programs: [{ program: 'main', pid: 4, childOf: null }],
    findings: [],
    more: 0,
    unchecked: [],
    evasions: [],
  });
});

test('a process without an end was not searched for leaks, and one that became another program does not count', () => {
  assert.deepEqual(
    told(
      record('start', 4),
      record('fork', 5, '', 4),
      record('exec', 5, '', 4),
      record('fork', 6, '', 4),
      record('exec', 6, '', 4),
      record('stay', 6, '', 4),
    ),
    [
      'leaks were not looked for in main (4): it did not end by exit',
      'leaks were not looked for in the child 6 of main (4): it did not end by exit',
    ],
  );
});

test('a program that executes itself is two, each with its own end', () => {
  const report = read(record('start', 4), record('exec', 4), record('start', 4), record('end', 4));
  assert.equal(report.programs.length, 2);
  assert.deepEqual(report.unchecked, []);
});

test('options in the environment, foreign text and a cut are told', () => {
  const report = readReport(
    concat([record('start', 4, 'ASAN_OPTIONS LSAN_OPTIONS'), record('end', 4), encodeText('junk')]),
    { ...CONTEXT, cut: true },
  );
  assert.deepEqual(report.evasions, [
    'main (4) was started with ASAN_OPTIONS and LSAN_OPTIONS, which changes what is looked for',
    'something else than a sanitizer wrote to where the sanitizers report',
    'there was more than can be told',
  ]);
});

test('findings beyond twenty are counted', () => {
  const line = (number: number): string => `main.c:${number}:1: runtime error: signed integer overflow: 1 + 2\n`;
  const many = Array.from({ length: 23 }, (_, index) => line(index + 1)).join('');
  const report = read(record('start', 4), record('text', 4, many), record('end', 4));
  assert.equal(report.findings.length, 20);
  assert.equal(report.more, 3);
  assert.equal(reportSentences(report).at(-1), 'and 3 more findings');
});
