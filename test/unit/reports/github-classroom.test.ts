import assert from 'node:assert/strict';
import { test } from 'node:test';
import { githubClassroom } from '#reports/github-classroom.js';
import { classOf } from '../../support/class-result.js';

const CLASS = classOf();

test('the tests add up to the points, and each is one line', () => {
  for (const result of CLASS.results) {
    const read = JSON.parse(githubClassroom({ ...CLASS, results: [result] })) as {
      readonly status: string;
      readonly max_score: number;
      readonly tests: readonly { readonly status: string; readonly score: number; readonly message: string }[];
    };
    const points = read.tests.reduce((sum, { score }) => sum + score, 0);
    assert.deepEqual([points, read.max_score], [result.points, result.maxPoints]);
    for (const { status, message } of read.tests) {
      assert.doesNotMatch(message, /\n/);
      assert.equal(message === '', status === 'pass');
    }
    const all = read.tests.map(({ status }) => status);
    assert.equal(
      read.status,
      ['error', 'fail', 'pass'].find((one) => all.includes(one)),
    );
  }
});
