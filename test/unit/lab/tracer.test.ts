// The program that starts others under a tracer, compiled for this machine.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tracedCommand } from '#lab/tracer.js';
import { TRACER_SOURCE } from '#node/paths.js';

const folder = mkdtempSync(join(tmpdir(), 'ipclab-tracer-'));
after(() => {
  rmSync(folder, { recursive: true });
});
const tracer = join(folder, 'tracer');
execFileSync('gcc', ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-o', tracer, TRACER_SOURCE]);

const run = (...args: string[]): ReturnType<typeof spawnSync> => spawnSync(tracer, args, { encoding: 'utf8' });

test('words that are missing or wrong end it with a status of its own, and never by a signal', () => {
  for (const args of [[], ['1000']]) {
    const { status, signal } = run(...args);
    assert.deepEqual([status, signal], [126, null], args.join(' '));
  }
});

test('each call is traced once, beside those that make processes', () => {
  const command = tracedCommand('/run/tracer', '/run/fifo', ['pipe', 'pipe2', 'fork', 'pipe']);
  const traced = command[command.indexOf('signal=none') + 2];
  assert.equal(traced, 'trace=?execve,?fork,?vfork,?clone,?clone3,?pipe,?pipe2');
  assert.deepEqual(command.slice(-2), ['/run/tracer', '1000']);
});
