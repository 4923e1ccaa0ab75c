import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecord } from '#record/parse-record.js';
import type { RunRecord } from '#record/record.js';
import { omit } from '#util/omit.js';
import { endOf, factsOf, processOf } from '../../support/facts.js';

const stream = { size: 0, sha256: '', head: '' };
const status = {
  ...endOf({ signal: 'SIGKILL', limit: 'wall', reached: ['wall'] }),
  usage: { user: 1, system: 2, maxrss: 3, minflt: 4, majflt: 5, nvcsw: 6, nivcsw: 7 },
  written: { stdout: 9, stderr: 0 },
  cut: { stdout: { at: 4, missing: 5 }, stderr: null },
  evidence: factsOf({ processes: [processOf({ pid: 2 })] }),
};
const RECORD: RunRecord = {
  format: 2,
  image: { name: 'tcc', inputs: 'a', digest: 'b' },
  clock: { seed: 0, start: 1 },
  request: { files: { 'a.c': '' }, sources: ['a.c'], arguments: [], input: '', wallLimit: 1000 },
  outcome: {
    instructions: 1,
    elapsed: 1.5,
    sent: [[0, 1, 2]],
    received: { size: 1, checksum: 2 },
    compile: { status, stdout: stream, stderr: stream },
    run: null,
  },
};

test('a record is read as it was written', () => {
  assert.deepEqual(parseRecord(JSON.stringify(RECORD), 'r.json'), RECORD);
});

test('a record of another version is refused with what to do', () => {
  for (const format of [1, 3]) {
    assert.throws(() => parseRecord(JSON.stringify({ ...RECORD, format }), 'r.json'), {
      code: 'usage',
      message: 'r.json: was made by another version of ipclab; make it again with: ipclab run --record',
    });
  }
});

test('what is no record is refused with the field', () => {
  const rest = omit(RECORD, 'clock');
  for (const [text, message] of [
    ['{', /^r\.json: .*JSON/],
    [JSON.stringify(rest), /^r\.json: clock: /],
    ['{}', /^r\.json: format: /],
    ['null', /^r\.json/],
  ] as const) {
    assert.throws(() => parseRecord(text, 'r.json'), { code: 'usage', message });
  }
});
