import assert from 'node:assert/strict';
import test from 'node:test';
import { parseRecords } from '#facts/sanitizer/records.js';
import { concat, decodeText, encodeText } from '#util/bytes.js';
import { record } from '../../../support/sanitizer-records.js';

test('records are told apart by their sizes, whatever is in them', () => {
  const { records, foreign } = parseRecords(
    concat([record('start', 4, '', 4, 'server'), record('text', 5, '!end 4 4 0 server\n', 4, 'server')]),
  );
  assert.equal(foreign, false);
  assert.deepEqual(
    records.map(({ bytes, ...rest }) => ({ ...rest, text: decodeText(bytes) })),
    [
      { kind: 'start', pid: 4, first: 4, program: 'server', text: '' },
      { kind: 'text', pid: 5, first: 4, program: 'server', text: '!end 4 4 0 server\n' },
    ],
  );
});

test('what is no record is foreign, and what came before it is kept', () => {
  const start = record('start', 4);
  for (const forged of ['hello\n', '!text 4 4 99 main\nshort', '!other 4 4 0 main\n', '\n', '!text 4 4 1']) {
    const { records, foreign } = parseRecords(concat([start, encodeText(forged)]));
    assert.equal(foreign, true, forged);
    assert.equal(records.length, 1, forged);
  }
});
