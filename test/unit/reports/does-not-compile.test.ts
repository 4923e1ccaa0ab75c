// A program that does not compile, in every report.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeReport, type ReportKind } from '#reports/reports.js';
import { check, classOf, PLAIN, submission } from '../../support/class-result.js';
import { groundFor } from '../../support/gradebooks.js';

const CLASS = classOf();

test('that a program does not compile is a state of its own in every report, without help for something else', () => {
  const problems = ['words does not compile'];
  const one = check(PLAIN, { name: 'a', verdict: 'failed', held: 0, problems, uncompiled: ['words'] });
  const hidden = { ...one, name: 'b', hidden: true };
  const results = [submission(PLAIN, { status: 'graded', checks: [one, hidden] })];
  const given = { ...CLASS, results, absent: [] };
  const seen: [ReportKind, RegExp][] = [
    ['table', /Ada Lovelace \(4711\) +words does not compile\n[\s\S]*^ {2}does not compile +0\/2 {2}Check a$/m],
    ['html', /<th scope="col" class="number">does not compile<\/th>[\s\S]*words does not compile/],
    ['students', /<\/span> does not compile<\/span>[\s\S]*<\/span> does not compile<\/span>/],
    ['junit', /<failure type="compilation" message="words does not compile">/],
    ['tap', /severity: "fail"\n +state: "does not compile"/],
    ['gradescope', /"does not compile"/],
    ['github-summary', /words does not compile/],
    ['json', /"uncompiled": \[\s*"words"/],
    ['moodle', /words does not compile/],
  ];
  for (const [kind, pattern] of seen) {
    const text = [...writeReport(kind, given, groundFor(kind, given)).values()].join('');
    assert.match(text, pattern, kind);
    if (kind !== 'json') assert.doesNotMatch(text, new RegExp(PLAIN.help), kind);
  }
});
