// No byte of a student becomes part of a report's own language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { parse as parseCsv } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import markdownIt from 'markdown-it';
import { Parser } from 'tap-parser';
import type * as z from 'zod';
import { submissionResult, type SubmissionResult } from '#lab/result.js';
import { classReport } from '#reports/json.js';
import { REPORT_KINDS, writeReport, type ReportKind } from '#reports/reports.js';
import { omit } from '#util/omit.js';
import { classOf } from '../support/class-result.js';
import { groundFor } from '../support/gradebooks.js';
import { hostileTexts } from '../support/hostile-texts.js';

const RUNS = { numRuns: 150 };
const FORBIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2028\u2029\u2060-\u206f\u3164\ufffe\uffff\u{e0000}-\u{e0fff}]|\p{Cs}/u;

function forEveryClass(title: string, kind: ReportKind, holds: (text: string, name: string) => void): void {
  test(title, () => {
    fc.assert(
      fc.property(hostileTexts, (texts) => {
        for (const [name, text] of writeReport(kind, classOf(texts))) holds(text, name);
      }),
      RUNS,
    );
  });
}

for (const kind of ['html', 'students'] as const) {
  forEveryClass(`${kind}: every tag, attribute and reference is ours`, kind, (page) => {
    const afterStyle = page.slice(page.indexOf('</style>'));
    assert.doesNotMatch(afterStyle, /[<"'&]\/?zz/);
    assert.doesNotMatch(page, FORBIDDEN);
    const tags = new Set(Array.from(afterStyle.matchAll(/<\/?([^\s>]*)/g), ([, tag]) => tag));
    for (const tag of tags) assert.match(tag ?? '', OURS);
    assert.doesNotMatch(afterStyle, /<[^>]* (?:on\w+|style|src|href="(?!#s\d))/);
  });
}

const OURS =
  /^(style|head|title|body|html|header|main|section|h[1-3]|p|ul|li|div|span|strong|figure|figcaption|pre|del|ins|dl|dt|dd|details|summary|table|thead|tbody|tr|th|td|a|code|svg|rect|text|line)$/;

forEveryClass('junit: the same suites, whatever they are called', 'junit', (xml) => {
  assert.doesNotMatch(xml, /[<"'&]zz/);
  assert.doesNotMatch(xml, FORBIDDEN);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
    testsuites: { testsuite: unknown[] };
  };
  assert.equal(testsuites.testsuite.length, 5);
});

forEveryClass('tap: as many points as planned, and no directive of a student', 'tap', (tap) => {
  const parsed: {
    results?: {
      count: number;
      pass: number;
      fail: number;
      skip: number;
      todo: number;
      bailout: unknown;
      failures: unknown[];
    };
  } = {};
  const parser = new Parser({ strict: true }, (results) => (parsed.results = results));
  parser.end(tap);
  const { results } = parsed;
  assert.deepEqual(
    [results?.count, results?.pass, results?.fail, results?.skip, results?.todo, results?.bailout],
    [5, 2, 3, 1, 0, false],
    tap,
  );
  assert.doesNotMatch(tap, FORBIDDEN);
});

forEveryClass('csv: no cell is a formula, in whatever language a spreadsheet splits it', 'csv', (csv) => {
  const rows = parseCsv(csv, { bom: true });
  assert.equal(rows.length, 6);
  for (const cell of rows.flat()) {
    for (const field of [cell, ...cell.split(/[;|,]/)]) assert.doesNotMatch(field, /^\s*"?[=+\-@＝＋－＠]/);
    assert.doesNotMatch(cell, /[\r\n\t]/);
  }
  assert.doesNotMatch(csv.replace(/^\ufeff|\r\n/g, ''), FORBIDDEN);
});

forEveryClass('gradescope: JSON whose texts are text', 'gradescope', (json, name) => {
  assert.match(name, /^gradescope\/[A-Za-z0-9_-]+\/results\.json$/);
  assert.doesNotThrow(() => JSON.parse(json) as unknown);
  for (const text of textsIn(JSON.parse(json))) assert.doesNotMatch(text, FORBIDDEN);
});

forEveryClass('json: says everything as it was', 'json', (json) => {
  assert.doesNotThrow(() => classReport.parse(JSON.parse(json)));
});

test('json: reading it gives the class again', () => {
  fc.assert(
    fc.property(hostileTexts, (texts) => {
      const given = classOf(texts);
      const told = classReport.parse(JSON.parse([...writeReport('json', given).values()].join('')));
      const read = { ...told, results: told.results.map(withoutSentences) };
      const ids = ({ results }: typeof given): string[] => results.map(({ submission: { id } }) => id).sort();
      assert.deepEqual(ids(read), ids(given));
      for (const result of given.results) assert.ok(read.results.some((one) => isDeepStrictEqual(one, result)));
      assert.deepEqual(read.absent, given.absent);
    }),
    RUNS,
  );
});

/** What is left is a result, and nothing else. */
function withoutSentences(result: z.output<typeof classReport>['results'][number]): SubmissionResult {
  const tasks = result.tasks.map((task) => ({ ...task, runs: task.runs.map((run) => omit(run, 'sentences')) }));
  return submissionResult.parse({ ...result, tasks });
}

forEveryClass('github-summary: GitHub shows text, and as many cells as there are', 'github-summary', (markdown) => {
  const page = markdownIt({ html: true, linkify: true }).render(markdown);
  assert.doesNotMatch(page, /<(?!\/?(?:h1|h2|p|table|thead|tbody|tr|th|td)\b)/);
  const cells = Array.from(page.matchAll(/<tr>([\s\S]*?)<\/tr>/g), ([, row]) => row?.match(/<t[hd]\b/g)?.length);
  assert.ok(cells.length > 0 && cells.every((n) => n === 3 || n === 5), markdown);
  assert.doesNotMatch(markdown, FORBIDDEN);
});

forEveryClass('github-annotations: each line is one command of ours', 'github-annotations', (text) => {
  const lines = text.split('\n');
  assert.equal(lines.pop(), '');
  for (const line of lines)
    assert.match(line, /^::(error|warning) (?:(?:file|line|col|title)=[^:,]*(?:,(?=\w+=)|(?=::)))+::/);
  assert.doesNotMatch(text, FORBIDDEN);
});

forEveryClass('table: no line begins with what a student chose, and none draws', 'table', (text) => {
  for (const line of text.split('\n').slice(1)) assert.match(line, /^$| {2}\s*(?:\d|–)|^\d/);
  assert.doesNotMatch(text, FORBIDDEN);
});

test('file names lead nowhere else, are different on every file system, and are the same again', () => {
  fc.assert(
    fc.property(hostileTexts, (texts) => {
      const given = classOf(texts);
      const names = REPORT_KINDS.flatMap((kind) => [...writeReport(kind, given, groundFor(kind, given)).keys()]);
      for (const name of names) assert.match(name, /^(?:[A-Za-z0-9_-]+\/){0,2}[A-Za-z0-9_-]+\.[a-z]+$/);
      assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
    }),
    RUNS,
  );
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
