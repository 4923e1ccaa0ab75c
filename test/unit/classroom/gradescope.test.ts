// Gradescope's export of submissions, and its roster.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { Register } from '#classroom/identify.js';
import { parseRoster } from '#classroom/roster.js';
import type { Submission } from '#classroom/submission.js';
import { equalSubmissions } from '#reports/equal.js';
import { writeReport } from '#reports/reports.js';
import { zipOf } from '../../support/classroom/archives.js';
import { gradescopeExport, gradescopeMetadata } from '../../support/classroom/gradescope.js';
import { classPlan, outcome } from '../../support/classroom/results.js';
import { takeFrom } from '../../support/classroom/take.js';

const ADA = { name: 'Ada Lovelace', sid: '00100234', email: 'ada@example.org' };
const BEN = { name: 'Ben Bitdiddle', sid: '100235', email: 'ben@example.org' };
const EVA = { name: '"Eva: Exec"', email: 'eva@example.org' };
const AT = '2026-11-20T10:11:12Z';
const CLASS = [
  { number: 1, submitters: [ADA, BEN], at: AT, files: { 'hw/count.c': 'a' } },
  { number: 2, submitters: [EVA], at: AT, files: { 'count.c': 'e' } },
  { number: 3, submitters: [], at: AT, files: { 'count.c': 'x' } },
];
const EXPORT = gradescopeExport(CLASS);
const ROSTER =
  'First Name,Last Name,SID,Email,Role\nAda,L,00100234,ada@example.org,Student\nEva,E,7,eva@example.org,Student\n';

async function submissions(
  files: Readonly<Record<string, string | Uint8Array>>,
  names: readonly string[],
  roster = '',
): Promise<{ submissions: Submission[]; ignored: string[] }> {
  const { intakes, ignored } = await takeFrom(files, names);
  const register = new Register(roster === '' ? [] : parseRoster(roster, 'roster.csv'));
  return { submissions: intakes.map((intake) => register.enter(intake)), ignored };
}

for (const [how, files, name] of [
  ['as a zip', { 'export.zip': zipOf(EXPORT) }, 'export.zip'],
  ['unpacked', EXPORT, 'assignment_4711_export'],
] as const)
  test(`an export, ${how}, is a submission for everybody who handed in`, async () => {
    const { submissions: all, ignored } = await submissions(files, [name]);
    assert.deepEqual(
      all.map(({ id, student }) => [id, student.name]),
      [
        ['00100234', 'Ada Lovelace'],
        ['100235', 'Ben Bitdiddle'],
        ['eva@example.org', 'Eva: Exec'],
        ['submission_3', 'submission_3'],
      ],
    );
    assert.deepEqual(ignored, []);
    assert.deepEqual(all[0]?.notes, ['handed in together with Ben Bitdiddle']);
    assert.deepEqual(Object.keys(all[0].files), ['count.c']);
    assert.deepEqual(all[0].handedIn, { at: new Date(AT), from: 'platform' });
  });

test('numbers and addresses find students of Gradescope’s own roster', async () => {
  const { submissions: all } = await submissions({ 'export.zip': zipOf(EXPORT) }, ['export.zip'], ROSTER);
  assert.deepEqual(
    all.map(({ student, notes }) => [student.id, notes.at(-1)]),
    [
      ['00100234', 'handed in together with Ben Bitdiddle'],
      ['100235', 'no student of the roster was recognised by its name'],
      ['7', undefined],
      ['submission_3', 'no student of the roster was recognised by its name'],
    ],
  );
});

test('a student’s archive that looks like an export names nobody else, and stops nobody when it is damaged', async () => {
  for (const text of [gradescopeMetadata(CLASS), 'submission_1: [']) {
    const fake = zipOf({ 'submission_metadata.yml': text, 'submission_1/count.c': 'm' });
    const { submissions: all } = await submissions({ 'mallory.zip': fake, 'ada.c': 'a' }, ['mallory.zip', 'ada.c']);
    assert.deepEqual(
      all.map(({ id, reason }) => [id, reason]),
      [
        ['mallory', null],
        ['ada', null],
      ],
    );
  }
  const folder = {
    'd/mallory/submission_metadata.yml': '[',
    'd/mallory/submission_1/count.c': 'm',
    'd/ada/count.c': 'a',
  };
  const { submissions: all } = await submissions(folder, ['d']);
  assert.deepEqual(all.map(({ id }) => id).sort(), ['ada', 'mallory']);
});

for (const [what, text, message] of [
  [
    'that is no YAML',
    'submission_1: [',
    /export\.zip: submission_metadata\.yml is damaged \(.*\); export the submissions/,
  ],
  ['that says something else', 'submission_1:\n  :submitters: 7\n', /is not what Gradescope writes \(/],
  ['that unfolds', 'a: &a [x]\nsubmission_1:\n  :submitters: *a\n', /is damaged \(.*alias.*\); export/i],
] as const)
  test(`a list ${what} is one sentence`, async () => {
    const files = { 'submission_metadata.yml': text, 'submission_1/count.c': 'x' };
    await assert.rejects(submissions({ 'export.zip': zipOf(files) }, ['export.zip']), { code: 'usage', message });
  });

test('who hands in together has not copied; whoever has the same beside them is named with them', () => {
  const plan = classPlan();
  const result = (id: string, source: string): ReturnType<typeof plan.assemble> => {
    const files = [{ path: 'count.c', size: 1, sha256: '' }];
    const submission = { id, student: { id, name: id }, source, digest: 'same', files, notes: [] };
    return plan.assemble(submission, outcome('x'), { at: '', duration: 0 });
  };
  const team = [result('ada', 'export: submission_1'), result('ben', 'export: submission_1')];
  assert.deepEqual(equalSubmissions({ results: team }), []);
  assert.equal(equalSubmissions({ results: [...team, result('eva', 'export: submission_2')] })[0]?.length, 3);
});

test('the roster is what Gradescope asks for: a line of headers, one address each, and no formula', () => {
  const { lab } = classPlan();
  const absent = [
    { id: '100238', name: '=cmd();=cmd()', email: 'eva@example.org' },
    { id: '100239', name: 'Finn' },
  ];
  const text = writeReport('gradescope-roster', { lab, results: [], absent }).get('gradescope-roster.csv') ?? '';
  const rows: Record<string, string>[] = parse(text, { columns: true });
  assert.deepEqual(rows, [{ Name: "'=cmd();'=cmd()", Email: 'eva@example.org', SID: '100238', Role: 'Student' }]);
});
