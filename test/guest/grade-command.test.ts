// ipclab grade and ipclab regrade as an instructor's shell runs them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLedger } from '#classroom/ledger/ledger.js';
import { loadLab } from '#course/lab.js';
import type { ClassResult } from '#lab/result.js';
import type { Files } from '#scenario/setting.js';
import { decodeText } from '#util/bytes.js';
import { zipOf } from '../support/classroom/archives.js';
import { linesOfLedger, varied } from '../support/classroom/class.js';
import { Folder } from '../support/classroom/take.js';
import { ipclab, MAIN } from '../support/cli.js';
import { FIXTURES } from '../support/fixtures.js';

const LAB = join(FIXTURES, 'labs/sum');
const { files } = await loadLab(LAB);
const source = (of: Files = {}): string => decodeText(of['sum.c'] ?? new Uint8Array(0));
const reference = source(files.reference);

/** Every way to hand in, and what each is worth. */
function handIns(): Readonly<Record<string, string | Uint8Array>> {
  return {
    'class/ada/sum.c': reference,
    'class/bob.zip': zipOf({ 'hw1/sum.c': reference, '__MACOSX/._sum.c': 'x' }),
    'class/carol.c': varied(source(files.wrong['status']), 1),
    'class/dora.zip': zipOf({ 'sum.c': reference }).subarray(0, 100),
    'class/eve.ipclab.json': JSON.stringify({
      format: 1,
      points: 4,
      files: { 'sum.c': source(files.wrong['broken']) },
    }),
    'roster.csv': 'id,name\nada,Ada Lovelace\nbob,Bob\ncarol,Carol\ndora,Dora\neve,Eve\nzoe,Zoe\n',
  };
}

const POINTS = [
  ['ada', 'graded', 4],
  ['bob', 'graded', 4],
  ['carol', 'graded', 3],
  ['dora', 'rejected', 0],
  ['eve', 'graded', 0],
];

async function gradeAsJson(folder: Folder, args: readonly string[] = []): Promise<ClassResult> {
  const { status, stdout, stderr } = await ipclab(['grade', LAB, 'class', '--out', 'out', '--json', ...args], {
    cwd: folder.path,
  });
  assert.equal(status, 0, stderr.toString());
  return JSON.parse(stdout.toString()) as ClassResult;
}

function pointsOf({ results }: ClassResult): unknown[] {
  return results.map(({ submission, status, points }) => [submission.id, status, points]);
}

test('a class of every kind of hand-in is graded, told in a table and in files, and is not run twice', async () => {
  using folder = new Folder(handIns());
  const args = ['grade', LAB, 'class', '--roster', 'roster.csv', '--out', 'out'];
  const { status, stdout, stderr } = await ipclab(args, { cwd: folder.path });
  assert.equal(status, 0);
  assert.match(stdout.toString(), /4\/4 +Ada Lovelace \(ada\)/);
  assert.match(stdout.toString(), /Zoe \(zoe\) +no submission/);
  assert.match(stderr.toString(), /^ipclab: 4 of 5 graded, 1 rejected, 1 absent; results in out$/m);
  assert.doesNotMatch(stderr.toString(), /\[\d+\/\d+\]|\u001b/);
  for (const name of ['gradebook.csv', 'class.html', 'students/ada-Ada-Lovelace.html'])
    assert.ok(existsSync(join(folder.path, 'out/reports', name)), name);
  // One of them fails a check, and sees what happened in the run.
  const page = readFileSync(join(folder.path, 'out/reports/students/carol-Carol.html'), 'utf8');
  assert.match(page, /<figure class="drawing"[\s\S]*<svg [^>]*class="xray-picture"[\s\S]*>sum \(\d+\)</i);
  const before = readFileSync(join(folder.path, 'out/ledger.jsonl'), 'utf8');
  const again = await gradeAsJson(folder, ['--roster', 'roster.csv']);
  assert.deepEqual(pointsOf(again), POINTS);
  assert.deepEqual(again.absent, [{ id: 'zoe', name: 'Zoe' }]);
  assert.equal(readFileSync(join(folder.path, 'out/ledger.jsonl'), 'utf8'), before);
});

test('any result can be had again: identical, or what the lab has changed', async () => {
  using folder = new Folder(handIns());
  await gradeAsJson(folder, ['--seed', '3']);
  const same = await ipclab(['regrade', LAB, 'out'], { cwd: folder.path });
  assert.deepEqual([same.status, same.stderr.toString()], [0, '']);
  assert.deepEqual(same.stdout.toString().trim().split('\n').sort(), [
    'ada: identical',
    'bob: identical',
    'carol: identical',
    'eve: identical',
  ]);
  const lab = join(folder.path, 'sum');
  cpSync(LAB, lab, { recursive: true });
  writeFileSync(join(lab, 'lab.json'), readFileSync(join(LAB, 'lab.json'), 'utf8').replace('"7\\n"', '"8\\n"'));
  const changed = await ipclab(['regrade', lab, 'out', 'ada', 'dora'], { cwd: folder.path });
  assert.equal(changed.status, 1);
  assert.match(
    changed.stdout.toString(),
    /^ada: different: task sum: check prints: the verdict changed from passed to failed \(.+\)$/m,
  );
  assert.match(changed.stdout.toString(), /^dora: nothing to run: dora\.zip is damaged or incomplete/m);
  assert.match(
    changed.stderr.toString(),
    /^ipclab: the lab is not the one of 2 of the results; differences may be its$/m,
  );
});

test('late and again, without names: the best of two gradings counts, a code is regraded, the gradebook has names', async () => {
  using folder = new Folder(handIns());
  const file = join(folder.path, 'class/ada/sum.c');
  const rules = ['--deadline', '2026-11-20T00:00Z', '--per-day', '25', '--attempts', 'best', '--similar'];
  const args = [
    'grade',
    LAB,
    'class',
    '--roster',
    'roster.csv',
    '--out',
    'out',
    '--anonymous',
    '--only',
    'ada',
    ...rules,
  ];
  const grade = async (content: string, handedIn: string): Promise<string> => {
    writeFileSync(file, content);
    utimesSync(file, new Date(handedIn), new Date(handedIn));
    const reports = ['--report', 'csv=-', '--report', 'students'];
    const { status, stdout, stderr } = await ipclab([...args, ...reports], { cwd: folder.path });
    assert.equal(status, 0, stderr.toString());
    return stdout.toString();
  };
  assert.match(await grade(reference, '2026-11-20T08:00:00Z'), /ada,Ada Lovelace,,ada,graded,3,4,4,.*1 day late/);
  const again = await grade(source(files.wrong['broken']), '2026-11-21T08:00:00Z');
  assert.match(again, /,ada,graded,,4,,.*not this one/, 'the later one does not count');
  assert.match(again, /,ada\.before-1,graded,3,4,4,.*the submission with most points counts: this one/);
  const key = readFileSync(join(folder.path, 'out/anonymous-key.csv'), 'utf8');
  const code = /(\w{6}),ada,ada,Ada Lovelace,/.exec(key)?.[1] ?? '';
  assert.doesNotMatch(
    readFileSync(join(folder.path, `out/reports/anonymous/students/${code}.html`), 'utf8'),
    /Ada|Lovelace/,
  );
  const regraded = await ipclab(['regrade', LAB, 'out', code], { cwd: folder.path });
  assert.equal(regraded.stdout.toString(), `${code}: identical\n${code}-2: identical\n`);
});

test('--only grades some, and leaves the reports of the class as they were', async () => {
  using folder = new Folder({ ...handIns(), 'out/reports/class.html': 'as it was' });
  const { stdout } = await ipclab(['grade', LAB, 'class', '--out', 'out', '--only', 'A*'], { cwd: folder.path });
  assert.match(stdout.toString(), /^1 submission, 1 graded/m);
  assert.equal(readFileSync(join(folder.path, 'out/reports/class.html'), 'utf8'), 'as it was');
  const none = await ipclab(['grade', LAB, 'class', '--out', 'out', '--only', 'x*'], { cwd: folder.path });
  assert.deepEqual([none.status, none.stderr.toString()], [2, 'ipclab: x*: no submission of 5 is called so\n']);
});

test('Ctrl-C ends it with 130 and keeps what was graded; a second grader is refused meanwhile', async () => {
  using folder = new Folder(
    Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`class/s${index}.c`, varied(reference, index)])),
  );
  const args = ['grade', LAB, 'class', '--out', 'out', '--jobs', '1'];
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  await linesOfLedger(join(folder.path, 'out'), 2);
  const second = await ipclab(args, { cwd: folder.path });
  assert.equal(second.status, 2);
  assert.match(
    second.stderr.toString(),
    /^ipclab: out: is being graded into by process \d+ of .*; wait until it is done/,
  );
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'close'), [130, null]);
  assert.equal(told, 'ipclab: grading was interrupted; started again it goes on where it was\n');
  const { records, damaged } = await readLedger(join(folder.path, 'out'));
  assert.ok(records.length >= 2 && records.length < 12 && damaged === 0, String(records.length));
  const { results } = await gradeAsJson(folder);
  assert.ok(results.length === 12 && results.every(({ points }) => points === 4));
  assert.equal((await readLedger(join(folder.path, 'out'))).records.length, 12);
});

for (const [what, args, message] of [
  ['a lab that is not there', ['none', 'class'], /^ipclab: none\/lab\.json: is not there; /],
  ['a submission that is not there', [LAB, 'none'], /^ipclab: none: is not there; give files, folders or archives/],
  ['a roster that is not there', [LAB, 'class', '--roster', 'none'], /^ipclab: none: is not there; give a CSV file/],
  [
    'a report that is none',
    [LAB, 'class', '--report', 'x'],
    /^ipclab: --report x: there is no such report; the kinds are/,
  ],
] as const) {
  test(`${what} is one sentence and status 2`, async () => {
    using folder = new Folder(handIns());
    const { status, stdout, stderr } = await ipclab(['grade', ...args], { cwd: folder.path });
    assert.deepEqual([status, stdout.toString()], [2, '']);
    assert.match(stderr.toString(), message);
    assert.equal(stderr.toString().trim().split('\n').length, 1);
  });
}
