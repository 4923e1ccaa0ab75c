// A job that went through a page is the same job.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GradeJob } from '#lab/job.js';
import { decodeJob, decodeOutcome, encodeJob, encodeOutcome } from '#lab/wire.js';
import { IpclabError } from '#util/error.js';
import { classPlan, outcome } from '../../support/classroom/results.js';
import { openPipe } from '../../support/xray/stories.js';

test('bytes of any value and length survive, and so does a file that is called like their mark', () => {
  const files = {
    'a.c': Uint8Array.from({ length: 100_000 }, (_, index) => index % 256),
    empty: new Uint8Array(0),
    $base64: Uint8Array.of(1, 2),
  };
  const counterparts = { server: Uint8Array.of(0x7f, 0xff, 0) };
  const task = {
    name: 't',
    title: 'T',
    files: [],
    given: {},
    programs: {},
    counterparts,
    runs: [],
    checks: [],
    expected: {},
  };
  const job: GradeJob = { lab: { ...classPlan().lab, tasks: [task] }, files };
  assert.deepEqual(decodeJob(encodeJob(job)), job);
});

test('an outcome comes back as it was, and an error with its code', async () => {
  const graded = outcome('good');
  assert.deepEqual(decodeOutcome(await encodeOutcome(Promise.resolve(graded))), graded);
  const run = graded.tasks[0]?.runs[0];
  assert.ok(run);
  const data = { title: 'run', recording: openPipe(), lines: { '/a': { '7': { file: 'a.c', line: 1 } } } };
  const watched = { ...graded, tasks: [], xrays: [{ task: 'count', run, data }] };
  assert.deepEqual(decodeOutcome(await encodeOutcome(Promise.resolve(watched))), watched);
  const lost = await encodeOutcome(Promise.reject(new IpclabError('deadline', 'it took too long', { timeout: 7 })));
  assert.throws(() => decodeOutcome(lost), { code: 'deadline', message: 'it took too long', data: { timeout: 7 } });
});

test('a fault of ours comes back with its stack', async () => {
  const fault = await encodeOutcome(Promise.reject(new TypeError('x is not a function')));
  assert.throws(
    () => decodeOutcome(fault),
    (error) => error instanceof IpclabError && error.code === 'internal' && /at .*wire\.test/.test(error.stack ?? ''),
  );
});

test('what is no job and no outcome is named by its field, and is a fault of ours', () => {
  const job = JSON.parse(encodeJob({ lab: classPlan().lab, files: {} })) as { lab: Record<string, unknown> };
  const without = { ...job, lab: { ...job.lab, compiler: 'tcc' } };
  assert.throws(() => decodeJob(JSON.stringify(without)), {
    code: 'internal',
    message: /^a grading job: lab\.compiler: .*; both ends must be of one version/,
  });
  assert.throws(() => decodeJob('{}'), { code: 'internal', message: /^a grading job: lab: / });
  assert.throws(() => decodeOutcome('{"outcome":{"status":"lost"}}'), { code: 'internal', message: /outcome\.status/ });
  assert.throws(() => decodeOutcome('{"error":{"code":"odd","message":"","data":{}}}'), { code: 'internal' });
});
