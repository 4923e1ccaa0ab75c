// A process whose work failed, or was interrupted, ends: no thread of it stays.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { PACKAGE_ROOT } from '#node/paths.js';

const PROGRAM = join(PACKAGE_ROOT, 'dist/test/support/work/grade-with-threads.js');

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function start(how: string, interruptAt?: RegExp): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, how], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (interruptAt?.test(stdout)) child.kill('SIGINT');
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number];
  return { status, stdout, stderr };
}

test('after a failure', async () => {
  const { status, stdout, stderr } = await start('fails');
  assert.deepEqual([status, stderr], [7, 'Error: the second fails\n']);
  assert.deepEqual(stdout.trim().split('\n').sort(), ['begun 0', 'begun 1']);
});

test('after Ctrl-C', async () => {
  const { status, stderr } = await start('waits', /begun 1\n/);
  assert.deepEqual([status, stderr], [130, 'ipclab: interrupted\n']);
});
