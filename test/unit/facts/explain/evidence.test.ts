import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withSentences } from '#facts/explain/evidence.js';
import { explain } from '#facts/explain/explain.js';
import { factsOf, processOf } from '../../../support/facts.js';

test('facts keep what they are and get their sentences beside it', () => {
  const facts = factsOf({ processes: [processOf({ pid: 2, name: 'reader' })] });
  const { sentences, ...rest } = withSentences(facts) ?? { sentences: [] };
  assert.deepEqual(rest, facts);
  assert.deepEqual(sentences, explain(facts));
  assert.match(sentences.join('\n'), /reader \(2\).* waits in pause/);
});

test('where nobody could look there is nothing to say', () => {
  assert.equal(withSentences(null), null);
});
