import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prepareLab } from '#course/lab-plan.js';
import { gradeJob, jobEnd } from '#lab/job-schema.js';
import { LARGE_CLASS_LAB } from '../../support/classroom/class.js';
import { manifestNamed } from '../../support/manifest.js';
import { classPlan, outcome } from '../../support/classroom/results.js';

const job = { lab: classPlan().lab, files: { 'a.c': Uint8Array.of(1) } };

test('a job is taken as it is', () => {
  assert.deepEqual(gradeJob.parse(job), job);
});

test('the plan of a lab, for an image as its manifest describes it, is taken as it is', async () => {
  const manifest = manifestNamed('tcc');
  const compiler: typeof manifest.compiler = {
    ...manifest.compiler,
    lacks: { instead: 'gcc', stackAlignment: 4, features: [{ what: 'it', source: 'it', message: 'no it' }] },
    sanitizers: { names: ['address'], flags: ['-f'], link: ['r.o'], limits: { cpu: 10 } },
  };
  const lab = await prepareLab(LARGE_CLASS_LAB, { folder: '', manifest: { ...manifest, compiler } });
  assert.deepEqual(gradeJob.parse({ lab, files: {} }), { lab, files: {} });
});

test('a field that is not known, not there or of another type is named', () => {
  const path = (value: unknown): string | undefined => gradeJob.safeParse(value).error?.issues[0]?.path.join('.');
  assert.equal(path({ ...job, files: { 'a.c': 'text' } }), 'files.a.c');
  assert.equal(path({ ...job, lab: { ...job.lab, tasks: [{}] } })?.startsWith('lab.tasks.0.'), true);
  assert.equal(gradeJob.safeParse({ ...job, novel: 1 }).success, false);
  assert.equal(gradeJob.safeParse({ files: {} }).success, false);
});

test('a job ends with what came of it, or with an error: not with both, and not with an error of no kind', () => {
  const graded = { outcome: outcome('good') };
  const failed = { error: { code: 'deadline', message: 'it took too long', data: { timeout: 7 } } };
  assert.deepEqual(jobEnd.parse(graded), graded);
  assert.deepEqual(jobEnd.parse(failed), failed);
  for (const wrong of [{}, { ...graded, ...failed }, { error: { ...failed.error, code: 'novel' } }])
    assert.equal(jobEnd.safeParse(wrong).success, false);
});
