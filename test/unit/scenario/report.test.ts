import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentencesOf, type PartyReport } from '#scenario/report.js';
import { statusOf } from '../../support/checks.js';
import { factsOf, processOf } from '../../support/facts.js';

const party = (name: string, pid: number | undefined): PartyReport => ({
  name,
  status: statusOf({ evidence: pid === undefined ? null : factsOf({ processes: [processOf({ pid, name })] }) }),
  stdout: '',
  stderr: '',
  problems: [],
});

test('where each party waited comes first, what was left comes last', () => {
  const evidence = factsOf({ queues: [{ name: 'q', messages: 1, maxMessages: 10, messageSize: 8 }] });
  const sentences = sentencesOf({ parties: [party('a', 2), party('b', undefined), party('c', 3)], evidence });
  const at = [/a \(2\)/, /c \(3\)/, /\/q/].map((pattern) => sentences.findIndex((sentence) => pattern.test(sentence)));
  assert.ok(
    at.every((index) => index >= 0),
    sentences.join('\n'),
  );
  assert.deepEqual(
    at,
    at.toSorted((one, other) => one - other),
  );
});

test('a run in which nothing waited and nothing was left has none', () => {
  assert.deepEqual(sentencesOf({ parties: [party('a', undefined)], evidence: null }), []);
});
