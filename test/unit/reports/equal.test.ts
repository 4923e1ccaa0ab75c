import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalSubmissions } from '#reports/equal.js';
import { writeReport } from '#reports/reports.js';
import { classOf } from '../../support/class-result.js';

test('who handed in the same files stand together, for the instructor alone', () => {
  const given = classOf();
  const [first, second, third, ...rest] = given.results;
  assert.ok(first && second && third);
  const withDigest = (result: typeof first, digest: string, files = result.submission.files): typeof first => ({
    ...result,
    submission: { ...result.submission, source: result.submission.id, digest: digest.repeat(64), files },
  });
  const results = [withDigest(first, '1'), withDigest(second, '2'), withDigest(third, '1')];
  const groups = equalSubmissions({ results }).map((same) => same.map(({ submission }) => submission.id));
  assert.deepEqual(groups, [[first.submission.id, third.submission.id]]);
  assert.deepEqual(equalSubmissions({ results: results.map((one) => withDigest(one, '1', [])) }), []);
  const page = (kind: 'html' | 'students', of = results): string =>
    [...writeReport(kind, { ...given, results: [...of, ...rest] }).values()].join('');
  assert.match(page('html'), /Equal submissions/);
  assert.doesNotMatch(page('students'), /Equal submissions/);
  const different = given.results.map((one, index) => withDigest(one, `${index}`));
  assert.doesNotMatch([...writeReport('html', { ...given, results: different }).values()].join(''), /Equal subm/);
});
