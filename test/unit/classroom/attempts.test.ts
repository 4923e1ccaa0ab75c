// Late days, and several submissions of one student: which counts, and what every report says of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attemptsInWords, withAttempts } from '#classroom/attempts.js';
import { earlierAttempts } from '#classroom/earlier-attempts.js';
import type { Described } from '#classroom/describe.js';
import type { LedgerRecord } from '#classroom/ledger/ledger.js';
import { parseOverrides, withOverrides } from '#classroom/overrides.js';
import type { HandInRules } from '#lab/hand-in-rules.js';
import type { SubmissionResult } from '#lab/result.js';
import { writeReport, type ReportKind } from '#reports/reports.js';
import { groundFor } from '../../support/gradebooks.js';
import { classPlan, ONE_POINT, outcome, sha256 } from '../../support/classroom/results.js';

const DEADLINE = '2026-11-20T12:00:00Z';
const RULES: HandInRules = { deadline: DEADLINE, grace: 30, perDay: 10 };
const GRADED = '2026-12-24T00:00:00.000Z';

interface Given {
  readonly id?: string;
  readonly student?: string;
  readonly at?: string;
  readonly verdict?: 'passed' | 'failed';
  readonly late?: boolean;
  readonly claimed?: boolean;
  readonly rejected?: true;
}

interface Handed {
  readonly result: SubmissionResult;
  readonly described: Described;
}

function handed({ id = 'ada', student = 'ada', at, verdict = 'passed', rejected, ...said }: Given): Handed {
  const files = [{ path: 'count.c', size: 1, sha256: sha256(id) }];
  const submission = { id, student: { id: student, name: student }, source: id, digest: sha256(id), files, notes: [] };
  const came = rejected ? { status: 'rejected' as const, reason: 'it is empty', tasks: [] } : outcome('x', verdict);
  const result = classPlan().assemble(submission, came, { at: GRADED, duration: 0 });
  const moment = at === undefined ? {} : { handedIn: { at: new Date(at), from: 'file' as const } };
  return { result, described: { submission, reason: null, ...moment, ...said } };
}

function judge(given: readonly Given[], rules: HandInRules = RULES, records: LedgerRecord[] = []): SubmissionResult[] {
  const all = given.map(handed);
  return withAttempts(
    all.map(({ result }) => result),
    all.map(({ described }) => described),
    records,
    rules,
  );
}

function pointsAt(at: string, rules = RULES): number | undefined {
  return judge([{ at }], rules)[0]?.points;
}

test('a day that has begun costs its share of the lab’s points; grace and the deadline itself cost nothing', () => {
  assert.equal(pointsAt('2026-11-20T12:00:00Z'), 1);
  assert.equal(pointsAt('2026-11-20T12:30:00Z'), 1);
  assert.equal(pointsAt('2026-11-20T12:30:01Z'), 0.9);
  assert.equal(pointsAt('2026-11-21T12:00:00Z'), 0.9);
  assert.equal(pointsAt('2026-11-21T12:00:01Z'), 0.8);
  assert.equal(pointsAt('2026-12-20T12:00:00Z'), 0);
  assert.equal(pointsAt('2026-11-25T00:00:00Z', { ...RULES, perDay: 0 }), 1);
});

test('without rules nothing is said and nothing changes', () => {
  const { result, described } = handed({ at: '2027-01-01T00:00:00Z' });
  assert.deepEqual(withAttempts([result], [described], [], { grace: 0, perDay: 0 }), [result]);
  assert.deepEqual(withAttempts([result], [described], [], undefined), [result]);
});

test('what the platform calls late is, although the file’s time is before the deadline; grace is grace all the same', () => {
  assert.deepEqual(judge([{ at: '2026-11-19T00:00:00Z', late: true }])[0]?.handedIn?.late, { days: 1, before: 1 });
  assert.equal(judge([{ at: '2026-11-20T12:10:00Z', late: true }])[0]?.handedIn?.late, undefined);
});

test('work that was graded before was there then, whatever the time of its file is now', () => {
  const [first] = judge([{}]);
  assert.ok(first);
  const record = { seed: 0, result: { ...first, graded: { at: '2026-11-19T08:00:00.000Z', duration: 0 } } };
  const [again] = judge([{ at: '2026-11-25T00:00:00Z' }], RULES, [record]);
  assert.deepEqual(again?.handedIn, { at: '2026-11-19T08:00:00.000Z', from: 'grading' });
  const other = judge([{ id: 'ada', student: 'bob', at: '2026-11-25T00:00:00Z' }], RULES, [record]);
  assert.equal(other[0]?.handedIn?.late?.days, 5, 'but not the same work of somebody else');
});

test('points that a person gave to the whole are the last word', () => {
  const { result, described } = handed({ at: '2026-11-25T00:00:00Z' });
  const header = 'submission,check,points,comment,by,at\n';
  const decided = withOverrides([result], parseOverrides(`${header}ada,,0.7,,J. Doe,2026-11-26\n`, 'o', ONE_POINT));
  const [late] = withAttempts(decided, [described], [], RULES);
  assert.deepEqual([late?.points, late?.handedIn?.late?.days], [0.7, 5]);
});

const EARLY = { id: 'early', at: '2026-11-18T00:00:00Z', verdict: 'failed' } as const;
const IN_TIME = { id: 'in-time', at: '2026-11-20T00:00:00Z', verdict: 'failed' } as const;
const LATE = { id: 'late', at: '2026-11-21T00:00:00Z' } as const;
const LATER = { id: 'later', at: '2026-11-24T00:00:00Z', verdict: 'failed' } as const;

function counting(given: readonly Given[], attempts: HandInRules['attempts']): string[] {
  return judge(given, { ...RULES, attempts })
    .filter(({ handedIn }) => handedIn?.attempt?.counts === true)
    .map(({ submission }) => submission.id);
}

test('the rule says which one counts', () => {
  const all = [LATER, EARLY, LATE, IN_TIME];
  assert.deepEqual(counting(all, 'latest'), ['later']);
  assert.deepEqual(counting(all, 'on-time'), ['in-time']);
  assert.deepEqual(counting(all, 'best'), ['late']);
  assert.deepEqual(counting(all, undefined), []);
  assert.deepEqual(counting([LATER, LATE], 'on-time'), ['late'], 'where none was in time, the first after it');
  assert.deepEqual(counting([LATER], 'latest'), [], 'where there is one, nothing is to be chosen');
  assert.deepEqual(counting([EARLY, { ...LATE, student: 'bob' }], 'latest'), [], 'others’ are not among them');
});

test('what cannot be read takes nobody’s place; of two of one time a person decides', () => {
  assert.deepEqual(counting([EARLY, { ...LATER, rejected: true }], 'latest'), ['early']);
  assert.deepEqual(counting([EARLY, { ...EARLY, id: 'twin' }], 'latest'), []);
  assert.deepEqual(counting([EARLY, { ...EARLY, id: 'twin' }], 'best'), ['early']);
});

test('a file that only claims to be a student’s takes the place of none that is known to be', () => {
  assert.deepEqual(counting([EARLY, { ...LATER, claimed: true }], 'latest'), ['early']);
  assert.deepEqual(
    counting(
      [
        { ...EARLY, claimed: true },
        { ...LATER, claimed: true },
      ],
      'latest',
    ),
    ['later'],
  );
});

test('one counts: its points alone are in gradebooks and numbers, and each says so', () => {
  const results = judge([EARLY, LATE], { ...RULES, attempts: 'best' });
  const lab = results[0]?.lab;
  assert.ok(lab);
  const given = { lab, results, absent: [] };
  const write = (kind: ReportKind): string => [...writeReport(kind, given, groundFor(kind, given)).values()].join('\n');
  const [, ...rows] = write('csv').trim().split('\r\n');
  assert.deepEqual(
    rows.map((row) => row.split(',').slice(3, 6)),
    [
      ['early', 'graded', ''],
      ['late', 'graded', '0.9'],
    ],
  );
  assert.match(write('table'), /mean 0\.9, median 0\.9/);
  assert.match(write('moodle'), /,10\.8,12\.00,/);
  for (const kind of ['csv', 'html', 'students', 'moodle', 'gradescope', 'github-summary', 'junit', 'tap'] as const) {
    const text = write(kind)
      .replaceAll('&#58;', ':')
      .replaceAll('&#46;', '.')
      .replaceAll('&#40;', '(')
      .replaceAll('&#41;', ')')
      .replaceAll('&#45;', '-');
    assert.match(text, /Handed in 2026-11-21 00:00 UTC \(says the time of the file\)\./, kind);
    assert.match(text, /1 day late: 0\.9 points instead of 1\./, kind);
    assert.match(text, /Of 2 submissions the submission with most points counts: this one\./, kind);
  }
  assert.equal(write('table').match(/does not count/g)?.length, 1);
  assert.deepEqual(attemptsInWords(results), ['ada: of 2 submissions late (late) counts']);
});

test('the ledger brings back works that were graded before, under names of their own, where one of them may count', () => {
  const first = handed({ id: 'ada', at: '2026-11-18T00:00:00Z' });
  const then = { seed: 0, result: first.result, handedIn: { at: '2026-11-18T00:00:00.000Z', from: 'file' as const } };
  const now = handed({ id: 'ada', at: '2026-11-24T00:00:00Z', verdict: 'failed' });
  const changed = { ...now.described, submission: { ...now.described.submission, digest: sha256('other') } };
  const [before, ...more] = earlierAttempts([changed], [then, then], 'best');
  assert.equal(more.length, 0);
  assert.deepEqual([before?.submission.id, before?.handedIn?.at.toISOString()], ['ada.before-1', then.handedIn.at]);
  assert.deepEqual(before?.submission.files, first.result.submission.files);
  assert.ok(before);
  const again = { ...then, result: { ...then.result, submission: before.submission } };
  assert.deepEqual(
    earlierAttempts([changed], [again], 'on-time').map(({ submission }) => submission.id),
    ['ada.before-1'],
    'the same name the next time',
  );
  assert.deepEqual(earlierAttempts([changed], [then], 'latest'), []);
  assert.deepEqual(earlierAttempts([changed], [then], undefined), []);
  assert.deepEqual(earlierAttempts([now.described], [then], 'best'), [], 'the same work is no other attempt');
});
