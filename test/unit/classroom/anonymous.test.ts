// A class without names: reports have codes, gradebooks have names, and the key says whose is whose.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { AnonymousKey, readCodes } from '#classroom/anonymous.js';
import { readOverrides } from '#classroom/overrides.js';
import { parseReport, writeReports } from '#classroom/write-reports.js';
import type { ClassResult, SubmissionResult } from '#lab/result.js';
import { keepsNames, REPORT_KINDS } from '#reports/reports.js';
import { groundFor } from '../../support/gradebooks.js';
import { classPlan, ONE_POINT, outcome, sha256 } from '../../support/classroom/results.js';
import { Folder } from '../../support/classroom/take.js';

const ADA = { id: '100234', name: 'Ada Lovelace', email: 'ada@example.org' };
const PASSED = { id: 'failed', name: 'failed' };
const EVA = { id: '100238', name: 'Eva =Exec' };

function resultOf(id: string, student: typeof ADA | typeof PASSED): SubmissionResult {
  const submission = {
    ...{ id, student, source: `download.zip: ${student.name}_1`, digest: sha256(id) },
    files: [{ path: 'count.c', size: 1, sha256: sha256(id) }],
    notes: ['lovelace_count.c was taken for count.c', `${student.name} has 2 submissions`],
  };
  const said = 'written by ADA LOVELACE, 100234';
  return classPlan().assemble(submission, outcome(said, 'failed'), { at: '2026-11-26T00:00:00.000Z', duration: 0 });
}

const results = [resultOf('100234', ADA), resultOf('100234-2', ADA), resultOf('failed', PASSED)];
const CLASS: ClassResult = { lab: classPlan().lab, results, absent: [EVA] };
const NAMES = /lovelace|100234|ada@example|\beva\b|100238/i;

async function keyIn(folder: Folder): Promise<AnonymousKey> {
  return AnonymousKey.open(
    folder.path,
    results.map(({ submission }) => submission),
    CLASS.absent,
  );
}

interface Row {
  readonly code: string;
  readonly submission: string;
  readonly id: string;
}

function rowsOf(folder: Folder): Row[] {
  return parse(readFileSync(join(folder.path, 'anonymous-key.csv')), { bom: true, columns: true });
}

test('no report but a gradebook has a name, in whatever a name may stand', async () => {
  using folder = new Folder();
  const key = await keyIn(folder);
  for (const kind of REPORT_KINDS) {
    await writeReports([parseReport(kind)], CLASS, groundFor(kind, CLASS), folder.path, String, key);
    const { path } = folder;
    const place = join(path, 'reports', keepsNames(kind) ? '' : 'anonymous');
    assert.ok(readdirSync(place).length > 0, kind);
  }
  const without = join(folder.path, 'reports/anonymous');
  for (const name of readdirSync(without, { recursive: true, encoding: 'utf8' })) {
    assert.doesNotMatch(name, NAMES);
    if (/\.\w+$/.test(name)) assert.doesNotMatch(readFileSync(join(without, name), 'utf8'), NAMES, name);
  }
  const named = readFileSync(join(folder.path, 'reports/gradebook.csv'), 'utf8');
  assert.match(named, /100234,Ada Lovelace,ada@example\.org/);
});

test('who is called like a word of the format changes no verdict', async () => {
  using folder = new Folder();
  const [, , last] = (await keyIn(folder)).of(CLASS).results;
  assert.equal(last?.tasks[0]?.checks[0]?.verdict, 'failed');
  assert.deepEqual(last.submission.student.id, last.submission.student.name);
});

test('the key maps back, and stays the same; two submissions of a student have one code and a number', async () => {
  using folder = new Folder();
  const first = (await keyIn(folder)).of(CLASS);
  const rows = rowsOf(folder);
  assert.deepEqual(
    rows.map(({ submission, id }) => [submission, id]),
    [
      ['100234', '100234'],
      ['100234-2', '100234'],
      ['failed', 'failed'],
      ['', '100238'],
    ],
  );
  const [one, two] = rows;
  assert.ok(one && two);
  assert.match(one.code, /^[B-DF-HJKMNP-TV-XZ2-9]{6}$/);
  assert.equal(two.code, `${one.code}-2`);
  assert.deepEqual(
    first.results.map(({ submission }) => submission.student.id),
    [one.code, one.code, rows[2]?.code],
  );
  assert.deepEqual((await keyIn(folder)).of(CLASS), first);
  const { idOf, codeOf } = await readCodes(folder.path);
  assert.equal(idOf(two.code.toLowerCase()), '100234-2');
  assert.equal(codeOf('100234-2'), two.code);
  assert.equal(idOf('100234'), '100234');
});

test('a person decides by codes', async () => {
  using folder = new Folder();
  await keyIn(folder);
  const code = rowsOf(folder)[1]?.code ?? '';
  folder.write({ 'overrides.csv': `submission,check,points,comment,by,at\n${code},,1,,J. Doe,2026-11-26\n` });
  const [decided] = await readOverrides(folder.path, ONE_POINT);
  assert.equal(decided?.submission, '100234-2');
});

test('a sentence has no name either, nor a formula the key', async () => {
  using folder = new Folder();
  const key = await AnonymousKey.open(folder.path, [], [{ id: '=cmd|calc', name: '@Eva' }]);
  assert.doesNotMatch(readFileSync(join(folder.path, 'anonymous-key.csv'), 'utf8'), /(^|,)"?[=@]/m);
  assert.equal((await AnonymousKey.open(folder.path, [], [{ id: '=cmd|calc', name: '@Eva' }])).text('x'), 'x');
  assert.equal(rowsOf(folder).length, 1, 'and is known again');
  assert.doesNotMatch(key.text('Eva has 2 submissions: =cmd|calc'), /Eva|calc/);
});

test('whoever is called like a formula keeps the code', async () => {
  using folder = new Folder();
  const people = ["'=1", '\t=1', '＝1', 'a;=1', 'a\n=1', '"-1'].map((id) => ({ id, name: `${id} name` }));
  await AnonymousKey.open(folder.path, [], people);
  const text = readFileSync(join(folder.path, 'anonymous-key.csv'), 'utf8');
  assert.doesNotMatch(text, /(?:^|[;|,\t\n])[\s"]*[=＝-]/);
  await AnonymousKey.open(folder.path, [], people);
  assert.equal(readFileSync(join(folder.path, 'anonymous-key.csv'), 'utf8'), text);
});

test('a key that is damaged is one sentence', async () => {
  using folder = new Folder({ 'anonymous-key.csv': 'code,name\nX,Ada\n' });
  await assert.rejects(keyIn(folder), {
    code: 'usage',
    message: /anonymous-key\.csv: line 1: lacks submission, id, email; bring the file back as it was, or remove it/,
  });
});
