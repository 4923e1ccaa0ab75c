import assert from 'node:assert/strict';
import test from 'node:test';
import { sanitizer } from '#checks/expect/sanitizer.js';
import { PLAIN } from '#checks/leaves.js';
import type { Finding, SanitizerReport } from '#facts/sanitizer/finding.js';
import { lookedAt } from '../../../support/checks.js';

const process = { program: 'main', pid: 4, childOf: null };
const NOTHING: SanitizerReport = { programs: [process], findings: [], more: 0, unchecked: [], evasions: [] };

const finding = (type: Finding['type'], kind: string): Finding => ({
  ...{ type, kind, detail: '', process, stack: [], others: [], source: null },
  place: { file: 'main.c', line: 3, function: 'fill' },
});

function problems(wanted: unknown, report: Partial<SanitizerReport> | null): string[] {
  const seen = lookedAt({}, { sanitizer: report && { ...NOTHING, ...report } });
  return sanitizer.problems(sanitizer.schema(PLAIN).parse(wanted), seen);
}

test('errors and leaks are asked for apart', () => {
  const findings = [finding('error', 'double-free'), finding('leak', 'leak')];
  const both = problems(['errors', 'leaks'], { findings });
  assert.deepEqual(both, [
    'main.c:3: double-free in fill, of main (4)',
    'main.c:3: leak of , allocated in fill, of main (4)',
  ]);
  assert.deepEqual(problems('errors', { findings }), both.slice(0, 1));
  assert.deepEqual(problems(['leaks'], { findings }), both.slice(1));
  assert.deepEqual(problems(['errors', 'leaks'], {}), []);
});

test('where nobody looked for leaks none are known to be absent', () => {
  const unchecked = [{ ...process, why: 'end' as const }];
  assert.deepEqual(problems('leaks', { unchecked }), ['leaks were not looked for in main (4): it did not end by exit']);
  assert.deepEqual(problems('errors', { unchecked }), []);
});

test('what keeps the sanitizers from telling fails whatever is asked, and so does a run without them', () => {
  const evasions = ['main did not begin with the sanitizers in it'];
  assert.deepEqual(problems('errors', { evasions }), evasions);
  assert.deepEqual(problems('leaks', { evasions }), evasions);
  assert.deepEqual(problems('errors', null), ['the programs had no sanitizers']);
});

test('a run without sanitizers is objected to, and leaks without the sanitizer that finds them', () => {
  const objection = (wanted: unknown, sanitize: string[]): string | undefined =>
    sanitizer.objection?.(sanitizer.schema(PLAIN).parse(wanted), {
      programs: [],
      run: { looks: [], trace: false, parties: 1, sanitize },
    });
  assert.equal(objection(['errors', 'leaks'], ['address']), undefined);
  assert.equal(objection('errors', ['undefined']), undefined);
  assert.match(objection('errors', []) ?? '', /set sanitize in the run/);
  assert.match(objection('leaks', ['undefined']) ?? '', /by the sanitizer address only; add it to sanitize/);
});
