// Links from a report to a page: the same sources, the same arguments, the same input.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SourceStore } from '#classroom/ledger/store.js';
import { linksFor } from '#classroom/run-links.js';
import type { TaskPlan } from '#lab/job.js';
import type { SubmissionResult } from '#lab/result.js';
import { encodeText } from '#util/bytes.js';
import { decodeShare } from '../../../web/src/share/codec.js';
import { classPlan, outcome } from '../../support/classroom/results.js';
import { Folder } from '../../support/classroom/take.js';
import { runPlan, taskPlan } from '../../support/task-plan.js';

const PAGE = new URL('https://example.org/ipclab/');

async function linkOf(
  task: TaskPlan,
  { source = 'int main;', hidden = false, page = [PAGE] } = {},
): Promise<string | undefined> {
  using folder = new Folder();
  const store = new SourceStore(folder.path);
  const files = await store.keep({ 'count.c': encodeText(source), 'other.c': encodeText('not asked for') });
  const [graded] = outcome('bad', 'failed').tasks;
  const checks = graded?.checks.map((check) => ({ ...check, hidden, failedIn: [{ run: 'run', seed: 0 }] })) ?? [];
  const submission = { id: 'ada', student: { id: 'ada', name: 'Ada' }, source: 'a', digest: 'd', files, notes: [] };
  const tasks = graded ? [{ ...graded, checks }] : [];
  const result: SubmissionResult = classPlan().assemble(
    submission,
    { status: 'graded', reason: null, tasks },
    { at: '', duration: 0 },
  );
  return (await linksFor(page[0], [result], [task], store))(submission, 'count', 'run');
}

test('a page opens with what was handed in, the files of the run, its arguments and its input', async () => {
  const run = runPlan([{ command: ['count', '2', 'a b'], stdin: 'one\n' }], { files: { words: encodeText('w') } });
  const link = await linkOf(taskPlan([run], { given: { 'count.h': encodeText('#define X') } }));
  assert.ok(link);
  assert.match(link, /^https:\/\/example\.org\/ipclab\/#\/link\//);
  const shared = await decodeShare(link.slice(link.indexOf('#/link/') + 7));
  assert.equal(shared.words, "2 'a b' < input.txt");
  assert.deepEqual(Object.fromEntries(shared.files), {
    'count.c': 'int main;',
    'count.h': '#define X',
    words: 'w',
    'input.txt': 'one\n',
  });
});

test('there is none without a page, for a hidden check, for a counterpart, for what is too large or no text', async () => {
  const alone = taskPlan([runPlan([{ command: ['count'] }])]);
  assert.equal(await linkOf(alone, { page: [] }), undefined);
  assert.equal(await linkOf(alone, { hidden: true }), undefined);
  assert.equal(await linkOf(alone, { source: Array.from({ length: 30_000 }, (_, n) => n * n).join(' ') }), undefined);
  assert.equal(await linkOf(taskPlan([runPlan([{ command: ['server'] }, { command: ['count'] }])])), undefined);
  const binary = runPlan([{ command: ['count'] }], { files: { data: Uint8Array.of(0xff, 0xfe) } });
  assert.equal(await linkOf(taskPlan([binary])), undefined);
  assert.ok(await linkOf(alone));
});
