// What a student's page shows of how a check was looked at.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClassResult } from '#lab/result.js';
import { NO_GROUND, type Ground } from '#reports/ground.js';
import { writeReport, type ReportKind } from '#reports/reports.js';
import { drawRun } from '#xray/picture/drawing.js';
import { check, classOf, classWithFindings, PLAIN, submission, USE_AFTER_FREE } from '../../support/class-result.js';
import { runPlan, taskPlan } from '../../support/task-plan.js';
import { openPipe } from '../../support/xray/stories.js';

test('what sanitizers found is shown once, with the calls that led there', () => {
  const page = [...writeReport('students', classWithFindings([USE_AFTER_FREE], 2)).values()].join('');
  assert.equal(page.match(/words\.c:12: heap-use-after-free in take, of words \(4\)/g)?.length, 1);
  assert.match(
    page,
    /<pre>\n#0 take words\.c:12\n#1 __libc_start_main<\/pre>[\s\S]*freed:<\/p>\s*<pre>\n#0 free<\/pre>/,
  );
  assert.match(page, /<li>and 2 more findings<\/li>/);
});

test('what happened in a run is drawn once on a page, linked from the next check, and never for a hidden one', () => {
  const failedIn = [{ run: 'race', seed: 3 }];
  const failed = check(PLAIN, { name: 'counts', verdict: 'failed', failedIn });
  const asked: unknown[] = [];
  const drawing = drawRun({ title: 'race', recording: openPipe() });
  const ground: Ground = { ...NO_GROUND, drawingOf: (_, place) => (asked.push(place), drawing) };
  const pages = (kind: ReportKind, checks: ReturnType<typeof check>[]): string => {
    const given = { ...classOf(), results: [submission(PLAIN, { status: 'graded', checks })] };
    return [...writeReport(kind, given, ground).values()].join('').replace(/\s+/g, ' ');
  };
  const page = pages('students', [failed, { ...failed, name: 'ends' }]);
  assert.deepEqual(asked[0], { task: 'words', run: 'race', seed: 3 });
  assert.equal(page.match(/class="xray-picture"/g)?.length, 1);
  assert.match(page, /<figure class="drawing" id="xray-1">.*Why it hangs:.*open-pipe \(3\).*<a href="#xray-1">/);
  assert.doesNotMatch(pages('students', [{ ...failed, hidden: true }]), /<figure class="drawing"/);
  assert.doesNotMatch(pages('html', [failed]), /<figure class="drawing"/);
});

test('where a run went another way when it was recorded, the page says that it is not drawn, and where nobody tried, nothing', () => {
  const failed = check(PLAIN, { name: 'counts', verdict: 'failed', failedIn: [{ run: 'race', seed: 3 }] });
  const given = { ...classOf(), results: [submission(PLAIN, { status: 'graded', checks: [failed] })] };
  const page = (drawing: null | undefined): string =>
    [...writeReport('students', given, { ...NO_GROUND, drawingOf: () => drawing }).values()]
      .join('')
      .replace(/\s+/g, ' ');
  assert.match(page(null), /The run race is not drawn: .* went another way than the one that was graded\./);
  assert.doesNotMatch(page(undefined), /drawn/);
});

test('a page for a student shows what a failed check ran: command, input, seed, and where to try it', () => {
  const checks = [check(PLAIN, { name: 'counts', verdict: 'failed', failedIn: [{ run: 'race', seed: 3 }] })];
  const hidden = check(PLAIN, {
    name: 'secret',
    verdict: 'failed',
    hidden: true,
    failedIn: [{ run: 'race', seed: 3 }],
  });
  const only = (shown: typeof checks): ClassResult => ({
    ...classOf(),
    results: [submission(PLAIN, { status: 'graded', checks: shown })],
  });
  const ground: Ground = {
    ...NO_GROUND,
    tasks: [
      taskPlan([runPlan([{ command: ['count', '2'], stdin: 'a\n' }], { name: 'race', seeds: [3, 4] })], {
        name: 'words',
      }),
    ],
    linkTo: (_, task, run) => `https://example.org/#/link/${task}-${run}`,
    regrade: 'npx ipclab regrade pipes pipes-grades',
  };
  const page = [...writeReport('students', only(checks), ground).values()].join('');
  assert.match(page, /In the run race, under seed 3 \(one of 2 timings\)/);
  assert.match(page, /<pre>\n\.\/count 2<\/pre>[\s\S]*standard input \(2 bytes\)[\s\S]*<pre>\na\n<\/pre>/);
  assert.match(page, /<a href="https:\/\/example\.org\/#\/link\/words-race">Open this run/);
  assert.match(page, /npx ipclab run --seed 3 count\.c -- 2 &lt; input\.txt/);
  assert.doesNotMatch(page, /regrade/);
  assert.doesNotMatch([...writeReport('students', only([hidden]), ground).values()].join(''), /In the run|#\/link/);
  assert.match([...writeReport('html', only(checks), ground).values()].join(''), /regrade pipes pipes-grades 4711/);
});

test('lines that only look the same are two in the picture of the difference', () => {
  const odd = classOf({ ...PLAIN, wanted: 'total 30 0\n', seen: 'total\u00a030\u200d 0\n' });
  const page = writeReport('students', odd).get('students/4711-Ada-Lovelace.html') ?? '';
  assert.match(page, /<del>− total 30 0<\/del>\n<ins>\+ total\\xa030\\u200d 0<\/ins>/);
});
