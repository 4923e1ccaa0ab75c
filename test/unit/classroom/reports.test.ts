// Where reports go, and whom a pattern means.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { only } from '#classroom/pattern.js';
import { parseReport, writeReports } from '#classroom/write-reports.js';
import { NO_GROUND } from '#reports/ground.js';
import { classPlan, outcome } from '../../support/classroom/results.js';
import { Folder } from '../../support/classroom/take.js';

const described = {
  id: 'ada',
  student: { id: '17', name: 'Ada Lovelace' },
  source: 'a',
  digest: '',
  files: [],
  notes: [],
};
const plan = classPlan();
const result = {
  lab: { name: plan.lab.name, title: plan.lab.title, digest: plan.lab.digest },
  results: [plan.assemble(described, outcome('good'), { at: '2026-01-01T00:00:00.000Z', duration: 1 })],
  absent: [],
};

test('a report goes to its usual place, to a file, or to standard output', async () => {
  using folder = new Folder();
  const printed: string[] = [];
  const at = (name: string): string => join(folder.path, name);
  const requests = ['csv', `junit=${at('x/y.xml')}`, 'table=-', 'students', `students=${at('pages')}`].map(parseReport);
  const written = await writeReports(requests, result, NO_GROUND, folder.path, (text) => printed.push(text));
  assert.deepEqual(written, ['reports/gradebook.csv', 'x/y.xml', 'reports/students', 'pages'].map(at));
  assert.match(readFileSync(at('x/y.xml'), 'utf8'), /<testsuites/);
  assert.match(printed.join(''), /Ada Lovelace/);
  assert.deepEqual(readdirSync(at('pages/students')), readdirSync(at('reports/students')));
  const left = readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('partial'),
  );
  assert.deepEqual(left, []);
});

for (const [text, message] of [
  ['xml', /^--report xml: there is no such report; the kinds are table, json, csv/],
  ['csv=', /^--report csv=: names no file; write csv=FILE, or csv alone$/],
  ['students=-', /^--report students=-: is several files; give a folder for them$/],
] as const) {
  test(`--report ${text} is refused with a sentence`, () => {
    assert.throws(() => parseReport(text), { code: 'usage', message });
  });
}

test('a report that cannot be written is one sentence', async () => {
  using folder = new Folder();
  writeFileSync(join(folder.path, 'reports'), '');
  await assert.rejects(writeReports([parseReport('csv')], result, NO_GROUND, folder.path, String), {
    code: 'usage',
    message: /reports\/gradebook\.csv: cannot be there, because a part of its path is no folder; give another file$/,
  });
});

test('a pattern means ids and names, as a shell would', () => {
  for (const [pattern, meant] of [
    ['ada', true],
    ['ADA', true],
    ['17', true],
    ['ada*', true],
    ['*lovelace', true],
    ['A?a Love*', true],
    ['a', false],
    ['1.', false],
    ['(', false],
  ] as const) {
    assert.equal(only(pattern)(described), meant, pattern);
  }
});
