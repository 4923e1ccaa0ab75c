import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JobResult } from '#guest/run-job.js';
import type { ScriptedRun } from '#hosts/worker/run-request.js';
import { OUTCOME, resultFor, visible } from '#sandbox/run-result.js';
import { CLEAN_EXIT } from '#protocol/clean-exit.js';
import { encodeText } from '#util/bytes.js';

function job(status: Partial<JobResult['status']> = {}, stdout = '', stderr = ''): JobResult {
  return { status: { ...CLEAN_EXIT, ...status }, stdout: encodeText(stdout), stderr: encodeText(stderr) };
}

/** Only what a result is made of. */
function scripted(compile: JobResult, run: JobResult | null): ScriptedRun {
  return { compile, run, leftBehind: null, sanitizer: null, record: { format: 2 } as ScriptedRun['record'] };
}

const result = (run: JobResult): ReturnType<typeof resultFor> => resultFor('id', scripted(job(), run), false);

describe('what a client is told', () => {
  it('of a run that came to its end', () => {
    assert.deepEqual(result(job({}, 'out\n')), {
      run_id: 'id',
      outcome: OUTCOME.SUCCESS,
      cmpinfo: '',
      stdout: 'out\n',
      stderr: '',
      ipclab: { exit: 0, signal: null, limit: null, evidence: [] },
    });
    assert.equal(result(job({ exit: 3 })).outcome, OUTCOME.SUCCESS);
    assert.equal(result(job({}, 'out', 'oops')).outcome, OUTCOME.RUNTIME_ERROR);
  });

  it('of one that was ended, with the reason where it said nothing itself', () => {
    const crashed = result(job({ exit: null, signal: 'SIGSEGV' }));
    assert.equal(crashed.outcome, OUTCOME.RUNTIME_ERROR);
    assert.match(crashed.stderr, /^the program was ended by SIGSEGV \(segmentation fault/);
    assert.equal(result(job({ exit: null, signal: 'SIGSEGV' }, '', 'mine')).stderr, 'mine');
    for (const [status, outcome] of [
      [{ limit: 'cpu', reached: ['cpu'] }, OUTCOME.TIME_LIMIT],
      [{ limit: 'wall', reached: ['wall'] }, OUTCOME.TIME_LIMIT],
      [{ limit: 'memory', reached: ['memory'] }, OUTCOME.MEMORY_LIMIT],
      [{ limit: null, reached: ['memory'] }, OUTCOME.MEMORY_LIMIT],
      [{ limit: 'file', reached: ['file'], signal: 'SIGXFSZ' }, OUTCOME.RUNTIME_ERROR],
      [{ limit: null, signal: 'SIGSYS' }, OUTCOME.ILLEGAL_SYSTEM_CALL],
    ] as const) {
      const told = result(job({ exit: null, signal: 'SIGKILL', ...status }));
      assert.equal(told.outcome, outcome, JSON.stringify(status));
      assert.notEqual(told.stderr, '');
    }
  });

  it('of a program that does not compile, and of one at which the compiler has something to say', () => {
    const failed = resultFor('id', scripted(job({ exit: 1 }, '', 'prog.c:1: error'), null), false);
    assert.deepEqual(
      [failed.outcome, failed.cmpinfo, failed.stdout],
      [OUTCOME.COMPILATION_ERROR, 'prog.c:1: error', ''],
    );
    const warned = resultFor('id', scripted(job({}, '', 'warning'), job({}, 'out')), false);
    assert.deepEqual([warned.outcome, warned.cmpinfo, warned.stdout], [OUTCOME.COMPILATION_ERROR, 'warning', '']);
    const killed = job({ exit: null, signal: 'SIGKILL', limit: 'memory', reached: ['memory'] });
    assert.match(resultFor('id', scripted(killed, null), false).cmpinfo, /^the compiler was stopped: .*memory limit/);
  });

  it('with the record when the job asks for more', () => {
    assert.deepEqual(resultFor('id', scripted(job(), job()), true).ipclab?.record, { format: 2 });
    assert.equal('record' in (result(job()).ipclab ?? {}), false);
  });
});

describe('bytes in JSON', () => {
  it('are themselves where they are UTF-8, and visible where they are not', () => {
    assert.equal(visible(encodeText('é\u0001\ufeff\n')), 'é\u0001\ufeff\n');
    const bytes = new Uint8Array([0x41, 0x0a, 0x09, 0x01, 0x7f, 0xc0, 0xc9]);
    assert.equal(visible(bytes), 'A\n\t\\x01\\x7f\\xc0\\xc9');
  });
});
