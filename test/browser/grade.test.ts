// The same class on machines of Node and on machines of the page: the same verdicts, to the digest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClassResult } from '#lab/result.js';
import { largeClass, LARGE_CLASS_LAB } from '../support/classroom/class.js';
import { Folder } from '../support/classroom/take.js';
import { ipclab } from '../support/cli.js';

const SIZE = 30;
/** Of the hostile ones, a few of each kind. */
const HOSTILE = /hostile-(busy|fork-bomb|zombies|three-threads|divides-by-zero|honest|enter-without-stack)$/;

test('30 submissions have the same verdicts and digests in Chromium as in Node', { timeout: 1_800_000 }, async () => {
  const { files } = largeClass(300);
  const hostile = Object.entries(files).filter(([path]) => HOSTILE.test(path.split('/')[1] ?? ''));
  const others = Object.entries(files).filter(([path]) => !path.startsWith('class/hostile-'));
  const all = [...hostile, ...others.slice(0, SIZE - hostile.length)];
  assert.ok(hostile.length > 4);
  using folder = new Folder(Object.fromEntries(all));
  const grade = async (host: string): Promise<ClassResult['results']> => {
    const args = ['grade', LARGE_CLASS_LAB, 'class', '--out', host, '--host', host, '--timeout', '300', '--json'];
    const { status, stdout, stderr } = await ipclab(args, { cwd: folder.path });
    assert.equal(status, 0, stderr.toString());
    return (JSON.parse(stdout.toString()) as ClassResult).results;
  };
  const node = await grade('node');
  const chromium = await grade('chromium');
  assert.equal(node.length, SIZE);
  const facts = (results: ClassResult['results']): unknown[] =>
    results.map(({ submission: { id }, status, digest }) => [id, status, digest]);
  assert.deepEqual(facts(chromium), facts(node));
  assert.deepEqual(
    node.filter(({ tasks }) => tasks.some(({ lost }) => lost !== undefined)).map(({ submission }) => submission.id),
    ['hostile-enter-without-stack'],
  );
  const again = await ipclab(['regrade', LARGE_CLASS_LAB, 'chromium', 'student-001', '--host', 'node'], {
    cwd: folder.path,
  });
  assert.equal(again.stdout.toString(), 'student-001: identical\n');
});
