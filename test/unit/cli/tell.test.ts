import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { tell, tellRun } from '../../../src/cli/tell.js';
import { endOf, factsOf, processOf } from '../../support/facts.js';

/** What is written to standard error meanwhile. */
function said({ mock }: TestContext, work: () => void): string {
  let text = '';
  const write = mock.method(process.stderr, 'write', (part: string) => {
    text += part;
    return true;
  });
  work();
  write.mock.restore();
  return text;
}

test('a line that names something of a student’s cannot act on a terminal, nor become two', (t) => {
  const text = said(t, () => {
    tell(['\u001b[2J is no submission\nipclab: graded', 'a\u202eb\u2028c']);
  });
  assert.equal(text, 'ipclab: \\x1b[2J is no submission\\nipclab: graded\nipclab: a\\u202eb\\u2028c\n');
});

test('of a run the limits are told, then what was there, then what is left', (t) => {
  const status = {
    ...endOf({ signal: 'SIGKILL', limit: 'wall', reached: ['output', 'wall'], wall: 2_000_400_000 }),
    evidence: factsOf({ processes: [processOf({ pid: 2, name: 'a' })] }),
    written: { stdout: 5, stderr: 0 },
  };
  const left = factsOf({ sharedMemory: [{ id: 1, key: 2, size: 4096, attached: 0 }] });
  const text = said(t, () => {
    tellRun(status, left);
  });
  assert.deepEqual(text.split('\n'), [
    'ipclab: the program was stopped after 2 s (time limit)',
    'ipclab: the program reached its output limit',
    'ipclab: a (2) waits in pause for a signal',
    'ipclab: left behind: shared memory segment 1 (4096 bytes)',
    '',
  ]);
});

test('of a signal is told what a shell tells, and of a failure which files stayed', (t) => {
  const of = (signal: string | null, leftOut: readonly string[] = []): string =>
    said(t, () => {
      tellRun({ ...endOf({ signal }), evidence: null, written: { stdout: 1, stderr: 0 } }, null, leftOut);
    });
  assert.match(of('SIGSEGV'), /^ipclab: the program was ended by SIGSEGV \(segmentation fault: .*\)\n$/);
  assert.equal(of('SIGINT') + of('SIGPIPE') + of(null, ['film']), '');
  assert.match(of('SIGINT', ['film']), /^ipclab: not taken along, .*: film;/);
});

test('what was perhaps still in a buffer is told where nothing was written, or whole buffers alone', (t) => {
  const of = (end: Parameters<typeof endOf>[0], stdout: number): boolean =>
    said(t, () => {
      tellRun({ ...endOf(end), evidence: null, written: { stdout, stderr: 9 } }, null);
    }).includes('ipclab: what the program printed last may be missing: output stays in a buffer until');
  const ends = [{ signal: 'SIGSEGV' }, { signal: 'SIGKILL', limit: 'wall' }, { signal: 'SIGINT' }];
  assert.deepEqual(
    ends.map((end) => [of(end, 0), of(end, 8192), of(end, 14)]),
    ends.map(() => [true, true, false]),
  );
  assert.equal(of({}, 0) || of({ exit: 1 }, 4096), false);
});
