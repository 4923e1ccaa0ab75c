import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPrograms } from '../../fidelity/collection.js';
import { judge, readDifferences, type Difference, type Result } from '../../fidelity/differences.js';
import { detailOf, verdictOn } from '../../fidelity/verdict.js';

const FIFO: Result = { program: 'pipes/fifo', with: 'tcc', where: 'tcc', verdict: 'prints otherwise', detail: '' };
const KNOWN: Difference = { program: 'pipes/fifo', with: 'tcc', verdict: 'prints otherwise', reason: 'it is so' };
const PROGRAM = { name: 'pipes/fifo', source: '', prints: 'one\ntwo\n' };

test('a difference is unexpected until it is explained, for its compiler and of its kind', () => {
  assert.deepEqual(judge([FIFO], []).unexpected, [FIFO]);
  assert.deepEqual(judge([FIFO], [KNOWN]), { unexpected: [], stale: [] });
  assert.deepEqual(judge([FIFO], [{ ...KNOWN, with: 'gcc' }]).unexpected, [FIFO]);
  assert.deepEqual(judge([{ ...FIFO, verdict: 'does not compile' }], [KNOWN]).unexpected.length, 1);
});

test('what is explained and does not differ is stale, unless it was not tried', () => {
  assert.deepEqual(judge([{ ...FIFO, verdict: 'same' }], [KNOWN]).stale, [KNOWN]);
  assert.deepEqual(judge([{ ...FIFO, with: 'gcc', verdict: 'same' }], [KNOWN]).stale, []);
  const gone = { ...KNOWN, program: 'pipes/gone' };
  assert.deepEqual(judge([{ ...FIFO, verdict: 'same' }], [gone]).stale, [gone]);
});

test('a program fares the same only with its whole output and exit status 0', () => {
  const ran = { compiled: true, exit: 0, stdout: 'one\ntwo\n', stderr: '' } as const;
  assert.equal(verdictOn(PROGRAM, ran), 'same');
  assert.equal(verdictOn(PROGRAM, { ...ran, exit: null }), 'ends otherwise');
  assert.equal(verdictOn(PROGRAM, { ...ran, stdout: 'one\n2\n' }), 'prints otherwise');
  assert.equal(detailOf(PROGRAM, { ...ran, stdout: 'one\n2\n' }), 'line 2: "2", not "two"');
  assert.equal(verdictOn(PROGRAM, { compiled: false, messages: 'no' }), 'does not compile');
});

test('there are 120 programs or more, and each explanation is of one of them', async () => {
  const names = new Set((await readPrograms()).map(({ name }) => name));
  assert.ok(names.size >= 120, String(names.size));
  const unknown = (await readDifferences()).filter(({ program }) => !names.has(program));
  assert.deepEqual(unknown, []);
});
