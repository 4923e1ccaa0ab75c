// Limits as options: what is given, and what is said of one that was met.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Command } from 'commander';
import { addLimitOptions, limitsOf, raiseSentences, type LimitValues } from '#cli/limit-options.js';
import { roomFor } from '#hosts/worker/room.js';
import { CONTAINER_LIMITS, STUDENT_LIMITS } from '#protocol/limits.js';

const MIB = 1024 * 1024;

function given(...words: string[]): ReturnType<typeof limitsOf> {
  const command = addLimitOptions(
    new Command().exitOverride().configureOutput({ writeErr: () => undefined }),
    STUDENT_LIMITS,
  );
  return limitsOf(command.parse(words, { from: 'user' }).opts<LimitValues>());
}

test('each option sets one limit, in the units of a job', () => {
  assert.deepEqual(given(), {});
  assert.deepEqual(
    given(
      '--cpu',
      '1.5',
      '--memory',
      '80',
      '--processes',
      '300',
      '--files',
      '1000',
      '--file-size',
      '0.5',
      '--output',
      '2',
    ),
    { cpu: 1500, memory: 80 * MIB, processes: 300, openFiles: 1000, file: MIB / 2, output: 2 * MIB },
  );
  for (const value of ['0', '-1', 'x', '5000']) assert.throws(() => given('--memory', value), /Give a number of MiB/);
});

test('a limit that was met is told with its value and its option', () => {
  assert.deepEqual(raiseSentences(['wall', 'memory', 'cpu'], { ...STUDENT_LIMITS, cpu: undefined }), [
    'the limit is 48 MiB (memory of all its processes); raise it with --memory <MiB>',
  ]);
});

test('a container has room for what its program may have, and is never smaller than usual', () => {
  const { memory, processes } = roomFor(CONTAINER_LIMITS, { memory: 80 * MIB, processes: 8 });
  assert.deepEqual([memory, processes], [96 * MIB, 256]);
  assert.deepEqual(roomFor(CONTAINER_LIMITS, {}), CONTAINER_LIMITS);
});
