// A class of 300 with everything that is handed in, graded by a grader that is killed twice.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readLedger } from '#classroom/ledger/ledger.js';
import type { ClassResult, SubmissionResult } from '#lab/result.js';
import { LARGE_CLASS_LAB, largeClass, linesOfLedger, LOST, type Expected } from '../support/classroom/class.js';
import { Folder } from '../support/classroom/take.js';
import { ipclab, MAIN } from '../support/cli.js';
import { hostilePrograms } from '../support/hostile/programs.js';

const SIZE = 300;

/** All of them; otherwise each fourth, and those that break machines down: what each comes to in a lab has a test of its own. */
const ALL = process.env['IPCLAB_ALL'] === '1';
const HOSTILE = hostilePrograms().filter((program, index) => ALL || index % 4 === 0 || LOST.has(program));

function assertExpected({ submission, status, points, tasks, reason }: SubmissionResult, expected: Expected): void {
  const failed = tasks.flatMap(({ checks }) =>
    checks.filter(({ verdict }) => verdict === 'failed').map(({ name }) => name),
  );
  const lost = tasks.some((task) => task.lost !== undefined) || undefined;
  const seen = { status, points, lost, failed: expected.failed === undefined ? undefined : failed[0] };
  const { note, ...wanted } = expected;
  assert.deepEqual(seen, { failed: undefined, lost: undefined, ...wanted }, `${submission.id}: ${reason ?? ''}`);
  if (note) assert.match(reason ?? submission.notes.join('\n'), note);
}

test('every verdict is the expected one, beside hostile neighbours and over two kills', async () => {
  const { files, expected } = largeClass(SIZE, HOSTILE);
  using folder = new Folder(files);
  assert.equal(expected.size, SIZE);
  const args = ['grade', LARGE_CLASS_LAB, 'class', '--out', 'out'];
  const out = join(folder.path, 'out');
  for (const count of [70, 160]) {
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder.path, stdio: 'ignore' });
    await linesOfLedger(out, count);
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  const before = (await readLedger(out)).records.map(({ result }) => result.digest);
  assert.ok(before.length >= 160 && before.length < SIZE, String(before.length));
  const { status, stdout, stderr } = await ipclab([...args, '--json'], { cwd: folder.path });
  const { results } = JSON.parse(stdout.toString()) as ClassResult;
  assert.equal(results.length, SIZE);
  for (const result of results) {
    const wanted = expected.get(result.submission.id);
    assert.ok(wanted, result.submission.id);
    assertExpected(result, wanted);
  }
  // What was graded before a kill was not graded again.
  const { records, damaged } = await readLedger(out);
  const digests = new Set(results.map(({ digest }) => digest));
  assert.ok(before.every((digest) => digests.has(digest)));
  assert.deepEqual([damaged, new Set(records.map(({ result }) => result.submission.id)).size], [0, SIZE]);
  // Programs that break machines down have their verdicts too: nothing is left to be graded again.
  assert.equal(status, 0, stderr.toString());
  assert.match(readFileSync(join(out, 'ledger.jsonl'), 'utf8'), /\n$/);
});
