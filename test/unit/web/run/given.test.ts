// What a person gives a program: the same for Run, for its orders and timings, and for a search for errors.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Machine } from '#hosts/worker/machine.js';
import { manifestNamed } from '../../../support/manifest.js';
import { argvOf, linesOf } from '../../../../web/src/run/given.js';
import { contentOf } from '../../../../web/src/workspace/content.js';
import { recordedRun } from '../../../../web/src/xray/recorded-run.js';

test('input is whole lines, and none stays none', () => {
  assert.deepEqual(
    ['', '1', '1\n', '1\n\n'].map((input) => linesOf({ input })),
    ['', '1\n', '1\n', '1\n\n'],
  );
});

test('arguments are the shell’s to understand', () => {
  assert.deepEqual(argvOf('a', { words: '' }), ['./a']);
  assert.deepEqual(argvOf('a', { words: '"x y" >z' }), ['/bin/sh', '-c', 'exec ./a "x y" >z']);
});

test('a run that is recorded elsewhere has the project’s files byte for byte, also those that are no text', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const given: unknown[] = [];
  const machine: Pick<Machine, 'runExample'> = {
    runExample: (plan) => {
      given.push(plan.files['data.bin']);
      return Promise.reject(new Error('it is enough'));
    },
  };
  const machines = { manifest: manifestNamed('tcc'), launch: () => Promise.reject(new Error('nobody goes there')) };
  const course = { machines, clock: { seed: 0, start: 0 } };
  const project = { name: 'own', files: new Map([['data.bin', contentOf(bytes)]]) };
  const run = recordedRun(machine, course, project, { programs: {}, runs: [] }, new AbortController().signal);
  await assert.rejects(run, /it is enough/);
  assert.deepEqual(given, [bytes]);
});
