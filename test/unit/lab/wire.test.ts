// A job that went through a page is the same job.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GradeJob } from '#lab/job.js';
import { decodeJob, decodeOutcome, encodeJob, encodeOutcome } from '#lab/wire.js';
import { IpclabError } from '#util/error.js';
import { classPlan, outcome } from '../../support/classroom/results.js';

test('bytes of any value and length survive, and so does a file that is called like their mark', () => {
  const files = {
    'a.c': Uint8Array.from({ length: 100_000 }, (_, index) => index % 256),
    empty: new Uint8Array(0),
    $base64: Uint8Array.of(1, 2),
  };
  const job: GradeJob = { lab: { ...classPlan().lab, tracer: Uint8Array.of(0x7f, 0xff, 0) }, files };
  assert.deepEqual(decodeJob(encodeJob(job)), job);
});

test('an outcome comes back as it was, and an error with its code', async () => {
  const graded = outcome('good');
  assert.deepEqual(decodeOutcome(await encodeOutcome(Promise.resolve(graded))), graded);
  const lost = await encodeOutcome(Promise.reject(new IpclabError('deadline', 'it took too long', { timeout: 7 })));
  assert.throws(() => decodeOutcome(lost), { code: 'deadline', message: 'it took too long', data: { timeout: 7 } });
});
