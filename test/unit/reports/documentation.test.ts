import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportHelp, reportTable } from '#reports/documentation.js';
import { REPORT_KINDS, REPORTS } from '#reports/reports.js';

test('each kind of report has its row in the documentation and its line in the help', () => {
  const [rows, lines] = [reportTable().split('\n').slice(2), reportHelp().split('\n')];
  assert.equal(rows.length, REPORT_KINDS.length);
  for (const [index, kind] of REPORT_KINDS.entries()) {
    assert.ok(rows[index]?.startsWith(`| \`${kind}\` | ${REPORTS[kind].describes} | `), kind);
    assert.match(lines[index] ?? '', new RegExp(`^  ${kind} +\\S`));
    assert.ok(lines[index]?.endsWith(REPORTS[kind].describes), kind);
  }
});
