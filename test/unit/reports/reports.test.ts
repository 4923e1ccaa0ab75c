// What each report says of one small class.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { Parser, type Result } from 'tap-parser';
import * as z from 'zod';
import { STYLE, STYLE_HASH } from '#reports/html/style.js';
import { REPORTS, REPORT_KINDS, writeReport, type ReportKind } from '#reports/reports.js';
import { check, classOf, PLAIN, submission } from '../../support/class-result.js';
import { groundFor } from '../../support/gradebooks.js';

const CLASS = classOf();

function textOf(kind: ReportKind, given = CLASS): string {
  const files = writeReport(kind, given);
  assert.deepEqual([...files.keys()], [REPORTS[kind].files]);
  return files.get(REPORTS[kind].files) ?? '';
}

test('what a student may read has nothing of a hidden check but verdict, points and help', () => {
  for (const kind of REPORT_KINDS.filter((one) => REPORTS[one].audience === 'student')) {
    const text = [...writeReport(kind, CLASS, groundFor(kind, CLASS)).values()].join('');
    assert.doesNotMatch(text, /SECRET/i, kind);
    assert.match(text, /Hidden check[\s\S]*Try it with an empty file/, kind);
  }
});

test('what an instructor reads has the hidden checks in full', () => {
  assert.match(textOf('html'), /SECRET-TITLE[\s\S]*SECRET-WANTED[\s\S]*SECRET-RATIONALE/);
  assert.match(textOf('junit'), /SECRET-PROBLEM/);
  assert.match(textOf('tap'), /SECRET-TITLE/);
});

test('the table has each student once, with points and what failed', () => {
  const lines = textOf('table').split('\n');
  assert.match(
    lines.find((line) => line.includes('4711')) ?? '',
    /^ +2\/12 {2}Ada Lovelace \(4711\) +failed: words\/empty, words\/secret-name$/,
  );
  assert.match(lines.find((line) => line.includes('0815')) ?? '', /^ +10\/12 {2}Grace Hopper \(0815\) +all passed$/);
  assert.match(
    lines.find((line) => line.includes('Unlucky')) ?? '',
    /– {2}Unlucky \(2\) +Not graded: the machine was lost three times\. This is a failure of the grading system/,
  );
  assert.match(lines.find((line) => line.includes('(3)')) ?? '', /no submission$/);
  assert.match(textOf('table'), /4 submissions, 2 graded: mean 6, median 6 of 12 points\. 1 with nothing to grade\./);
});

test('of a single submission the table shows every check, and what the compiler said', () => {
  const text = textOf('table', { ...CLASS, results: CLASS.results.slice(0, 1), absent: [] });
  assert.match(text, /^ {2}failed +0\/2 {2}Check empty\n +standard output: line 2, "two", is missing\n +Help: Close/m);
  assert.match(text, /^ {2}\| words\.c:12: warning: implicit/m);
});

test('students stand in the order of their names, whatever order they came in', () => {
  const turned = { ...CLASS, results: CLASS.results.toReversed() };
  for (const kind of REPORT_KINDS) {
    const ground = groundFor(kind, CLASS);
    assert.deepEqual(writeReport(kind, turned, ground), writeReport(kind, CLASS, ground), kind);
  }
});

test('the gradebook has a row for everybody; who has no points has an empty cell, not 0', () => {
  const rows = parseCsv<Record<string, string>>(textOf('csv'), { bom: true, columns: true });
  assert.deepEqual(
    rows.map((row) => [row['id'], row['status'], row['points'], row['words']]),
    [
      ['4711', 'graded', '2', '2'],
      ['0815', 'graded', '10', '10'],
      ['1', 'rejected', '', ''],
      ['2', 'error', '', ''],
      ['3', 'absent', '', ''],
    ],
  );
});

const xmlCount = z.string().regex(/^\d+$/).transform(Number);
const outcome = z.strictObject({ '@type': z.string(), '@message': z.string(), '#text': z.string().optional() });
/** What junit-10.xsd of Jenkins's xUnit plugin, made from Surefire's, lets through, as far as it is used. */
const jenkins = z.strictObject({
  '?xml': z.strictObject({ '@version': z.literal('1.0'), '@encoding': z.literal('UTF-8') }),
  testsuites: z.strictObject({
    '@name': z.string(),
    '@tests': xmlCount,
    '@failures': xmlCount,
    '@errors': xmlCount,
    testsuite: z.array(
      z.strictObject({
        '@name': z.string(),
        '@tests': xmlCount,
        '@failures': xmlCount,
        '@errors': xmlCount,
        '@skipped': xmlCount,
        '@id': z.string().optional(),
        '@timestamp': z
          .string()
          .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
          .optional(),
        '@time': z
          .string()
          .regex(/^\d+\.\d{3}$/)
          .optional(),
        properties: z
          .array(z.strictObject({ property: z.array(z.strictObject({ '@name': z.string(), '@value': z.string() })) }))
          .optional(),
        testcase: z.array(
          z.strictObject({
            '@name': z.string().min(1),
            '@classname': z.string().min(1),
            failure: z.array(outcome).length(1).optional(),
            error: z.array(outcome).length(1).optional(),
            skipped: z
              .array(z.strictObject({ '@message': z.string() }))
              .length(1)
              .optional(),
          }),
        ),
      }),
    ),
  }),
});

test('JUnit: what Jenkins takes, with counts that are those of its cases', () => {
  const xml = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseAttributeValue: false,
    parseTagValue: false,
    isArray: (name) =>
      ['testsuite', 'testcase', 'property', 'properties', 'failure', 'error', 'skipped'].includes(name),
  }).parse(textOf('junit').replaceAll(/<(testcase[^>]*)\/>/g, '<$1></testcase>')) as unknown;
  const { testsuites } = jenkins.parse(xml);
  for (const suite of testsuites.testsuite) {
    const of = (kind: 'failure' | 'error' | 'skipped'): number => suite.testcase.filter((one) => one[kind]).length;
    assert.deepEqual(
      [suite['@tests'], suite['@failures'], suite['@errors'], suite['@skipped']],
      [suite.testcase.length, of('failure'), of('error'), of('skipped')],
    );
  }
  const sum = (key: '@tests' | '@failures' | '@errors'): number =>
    testsuites.testsuite.reduce((total, suite) => total + suite[key], 0);
  assert.deepEqual(
    [testsuites['@tests'], testsuites['@failures'], testsuites['@errors']],
    [sum('@tests'), sum('@failures'), sum('@errors')],
  );
  const unlucky = testsuites.testsuite.find((suite) => suite['@name'] === 'Unlucky (2)');
  assert.equal(unlucky?.testcase[0]?.error?.[0]?.['@type'], 'infrastructure');
  assert.equal(unlucky.testcase[0].failure, undefined);
});

test('TAP: subtests by student; what was not graded is neither TODO nor skipped, and says whose failure it is', () => {
  const points: Result[] = [];
  const parser = new Parser({ strict: true });
  parser.on('assert', (point: Result) => points.push(point));
  const inside: string[] = [];
  parser.on('child', (child: Parser) =>
    child.on('assert', ({ ok, name, skip }: Result) =>
      inside.push(`${ok ? 'ok' : 'not ok'} ${name}${skip === false ? '' : ' skipped'}`),
    ),
  );
  parser.end(textOf('tap'));
  assert.deepEqual(inside.slice(0, 5), [
    'ok words: Check output',
    'not ok words: Check empty',
    'not ok words: SECRET-TITLE',
    'ok words: Check speed skipped',
    'not ok words: Check zombies',
  ]);
  const unlucky = points.find(({ name }) => name === 'Unlucky (2)');
  assert.deepEqual([unlucky?.ok, unlucky?.todo, unlucky?.skip], [false, false, false]);
  const { severity, message } = z.object({ severity: z.string(), message: z.string() }).parse(unlucky?.diag);
  assert.equal(severity, 'error');
  assert.match(message, /not of the work/);
});

const visibility = z.enum(['hidden', 'after_due_date', 'after_published', 'visible']);
const format = z.enum(['text', 'simple_format', 'html', 'md', 'ansi']);
/** As Gradescope's documentation of autograders describes results.json. */
const gradescope = z.strictObject({
  score: z.number().optional(),
  execution_time: z.number().optional(),
  output: z.string().optional(),
  output_format: format.optional(),
  test_output_format: format.optional(),
  test_name_format: format.optional(),
  visibility: visibility.optional(),
  stdout_visibility: visibility.optional(),
  extra_data: z.record(z.string(), z.unknown()).optional(),
  tests: z
    .array(
      z.strictObject({
        score: z.number().optional(),
        max_score: z.number().optional(),
        status: z.enum(['passed', 'failed']).optional(),
        name: z.string().optional(),
        name_format: format.optional(),
        number: z.string().optional(),
        output: z.string().optional(),
        output_format: format.optional(),
        tags: z.array(z.string()).optional(),
        visibility: visibility.optional(),
        extra_data: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

test('Gradescope: hidden checks are hidden, public ones visible, and the scores add up', () => {
  const [first] = [...writeReport('gradescope', CLASS).values()].map((text) => gradescope.parse(JSON.parse(text)));
  assert.equal(first?.score, 2);
  assert.equal(
    first.tests?.reduce((sum, { score = 0 }) => sum + score, 0),
    2,
  );
  assert.deepEqual(
    first.tests.map((one) => [one.number, one.status, one.visibility]),
    [
      ['1.1', 'passed', 'visible'],
      ['1.2', 'failed', 'visible'],
      ['1.3', 'failed', 'hidden'],
      ['1.4', 'failed', 'visible'],
      ['1.5', undefined, 'visible'],
    ],
  );
});

test('Gradescope: who was not graded has no score anywhere, and a sentence', () => {
  const text = writeReport('gradescope', CLASS).get('gradescope/2-Unlucky/results.json') ?? '';
  const result = gradescope.parse(JSON.parse(text));
  assert.equal(result.score, undefined);
  assert.ok(result.tests?.every(({ score, status }) => score === undefined && status === undefined));
  assert.match(
    result.output ?? '',
    /^Not graded: the machine was lost three times\. This is a failure of the grading system/,
  );
});

test('GitHub: what the compiler said stands at its line, under the path of the checkout', () => {
  const [first, second] = textOf('github-annotations').split('\n');
  assert.equal(
    first,
    "::warning file=submissions/ada/words.c,line=12,title=Compiling words::implicit declaration of function 'pipe'",
  );
  assert.equal(second, '::error file=submissions/ada/words.c,line=14,col=3,title=Compiling words::";" expected');
});

test('GitHub: a submission that is the working directory, or one file, has its own path', () => {
  const at = (source: string): string => {
    const result = submission({ ...PLAIN, source }, { status: 'graded', checks: [] });
    return textOf('github-annotations', { ...CLASS, results: [result], absent: [] }).split(',')[0] ?? '';
  };
  assert.equal(at('.'), '::warning file=words.c');
  assert.equal(at('./lab1/'), '::warning file=lab1/words.c');
  assert.equal(at('lab1/words.c'), '::warning file=lab1/words.c');
});

test('GitHub: what failed stands at the source of the program of its task', () => {
  const [failed] = CLASS.results;
  assert.ok(failed);
  const digest = failed.submission.digest;
  const files = ['a.c', 'src/words.c'].map((path) => ({ path, size: 1, sha256: digest }));
  const results = [{ ...failed, submission: { ...failed.submission, files } }];
  const lines = textOf('github-annotations', { ...CLASS, results, absent: [] }).split('\n');
  assert.match(lines[2] ?? '', /^::error file=submissions\/ada\/src\/words\.c,title=Count words%3A Check empty::/);
});

test('GitHub: a summary too long for GitHub ends with a sentence instead', () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    submission(PLAIN, {
      status: 'graded',
      id: String(index),
      checks: [check(PLAIN, { name: 'a', verdict: 'failed', problems: ['x'.repeat(390)] })],
    }),
  );
  const text = textOf('github-summary', { ...CLASS, results: many });
  assert.ok(new TextEncoder().encode(text).length < 1024 * 1024);
  assert.match(text, /\nThe summary ends here, because GitHub shows no longer ones; \d+ parts left out\.\n$/);
});

test('a page for a student has the difference line by line, with blanks that can be seen', () => {
  const page = writeReport('students', CLASS).get('students/4711-Ada-Lovelace.html') ?? '';
  assert.match(page, /<span> {2}one<\/span>\n<del>− two<\/del>\n<del>− three<\/del>\n<ins>\+ three␣<\/ins>/);
});

test('texts that share nothing are shown whole', () => {
  const lines = (mark: string): string => Array.from({ length: 600 }, (_, n) => `${mark}${n}\n`).join('');
  const failed = check({ ...PLAIN, wanted: lines('w'), seen: lines('s') }, { name: 'a', verdict: 'failed' });
  const page = textOf('html', { ...CLASS, results: [submission(PLAIN, { status: 'graded', checks: [failed] })] });
  assert.match(page, /<p>Expected:<\/p>\s*<pre>\nw0\nw1\n[\s\S]*<p>Seen:<\/p>\s*<pre>\ns0\n/);
});

test('the page of a class has the distribution in words too, and the check that failed most first', () => {
  const page = textOf('html');
  assert.match(page, /aria-label="Submissions by share of the points: 0 to 10 %: 0, 10 to 20 %: 1,[^"]*80 to 90 %: 1/);
  assert.match(page, /Results by check[\s\S]*Check empty[\s\S]*Check output/);
});

test('an empty class has every report', () => {
  for (const kind of REPORT_KINDS)
    assert.doesNotThrow(
      () => writeReport(kind, { lab: CLASS.lab, results: [], absent: [] }, groundFor(kind, CLASS)),
      kind,
    );
  assert.match(textOf('tap', { lab: CLASS.lab, results: [], absent: [] }), /^TAP version 14\n1\.\.0 /);
});

test('the pages allow their own style sheet and nothing else', () => {
  assert.equal(STYLE_HASH, `sha256-${createHash('sha256').update(STYLE).digest('base64')}`);
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(textOf('html')) ?? [];
  assert.equal(
    policy?.replaceAll('&#39;', "'"),
    `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`,
  );
});

test('the JSON report holds the facts of a run, and what they say', () => {
  const { results } = JSON.parse(textOf('json')) as { results: { tasks: { runs: object[] }[] }[] };
  const run = results[0]?.tasks[0]?.runs[0];
  assert.ok(run);
  assert.deepEqual(Object.keys(run), ['seed', 'instructions', 'name', 'evidence', 'parties', 'sentences']);
  assert.match(JSON.stringify(Object.entries(run).at(-1)), /waits in pause for a signal/);
});
