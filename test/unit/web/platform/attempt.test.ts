import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Attempt, timespan } from '../../../../web/src/platform/attempt.js';
import { findApi, type Around, type ScormApi } from '../../../../web/src/platform/scorm-api.js';
import { pointsOf, wonOf } from '../../../../web/src/platform/points.js';

/** A platform that writes down what it is told. */
class Platform implements ScormApi {
  readonly told: string[] = [];
  readonly #values: Readonly<Record<string, string>>;
  readonly #refuses: string | undefined;

  constructor(values: Readonly<Record<string, string>> = {}, refuses?: string) {
    this.#values = values;
    this.#refuses = refuses;
  }

  LMSInitialize(): string {
    return 'true';
  }

  LMSGetValue(element: string): string {
    return this.#values[element] ?? '';
  }

  LMSSetValue(element: string, value: string): string {
    this.told.push(`${element}=${value}`);
    return String(element !== this.#refuses);
  }

  LMSCommit(): string {
    this.told.push('commit');
    return 'true';
  }

  LMSFinish(): string {
    this.told.push('finish');
    return 'true';
  }

  LMSGetLastError(): string {
    return '405';
  }
}

function begin(platform: Platform): Attempt {
  const attempt = Attempt.begin(platform);
  assert.ok(attempt);
  return attempt;
}

test('a report is score, completion and what is kept, and is written at once', () => {
  const platform = new Platform();
  const attempt = begin(platform);
  assert.equal(attempt.tell({ score: 58, done: false, kept: 'K' }), undefined);
  assert.deepEqual(platform.told, [
    'cmi.suspend_data=K',
    'cmi.core.score.min=0',
    'cmi.core.score.max=100',
    'cmi.core.score.raw=58',
    'cmi.core.lesson_status=incomplete',
    'commit',
  ]);
  platform.told.length = 0;
  attempt.tell({ score: undefined, done: true, kept: 'K' });
  assert.deepEqual(platform.told, ['cmi.suspend_data=K', 'cmi.core.lesson_status=completed', 'commit']);
});

test('a status of somebody who is through is never taken back', () => {
  for (const status of ['passed', 'completed', 'failed']) {
    const platform = new Platform({ 'cmi.core.lesson_status': status });
    begin(platform).tell({ score: 1, done: false, kept: '' });
    assert.ok(!platform.told.some((line) => line.startsWith('cmi.core.lesson_status')), status);
  }
});

test('what a platform refuses is said with its number, and the rest is told all the same', () => {
  const platform = new Platform({}, 'cmi.suspend_data');
  assert.equal(begin(platform).tell({ score: 7, done: false, kept: 'K' }), '405');
  assert.ok(platform.told.includes('cmi.core.score.raw=7'));
  assert.equal(platform.told.at(-1), 'commit');
});

test('who only looks at what was reports nothing', () => {
  for (const mode of ['review', 'browse']) {
    const platform = new Platform({ 'cmi.core.lesson_mode': mode });
    const attempt = begin(platform);
    attempt.tell({ score: 100, done: true, kept: 'K' });
    attempt.end();
    assert.deepEqual(platform.told, ['finish'], mode);
  }
});

test('a student is called as people are', () => {
  for (const [said, name] of [
    ['Lovelace, Ada', 'Ada Lovelace'],
    ['Ada Lovelace', 'Ada Lovelace'],
    ['Lovelace, Ada, Countess', 'Lovelace, Ada, Countess'],
    ['', ''],
  ]) {
    assert.equal(begin(new Platform({ 'cmi.core.student_name': said ?? '' })).student.name, name);
  }
});

test('time is written as the standard has it', () => {
  assert.equal(timespan(0), '00:00:00');
  assert.equal(timespan(3725.9), '01:02:05');
  assert.equal(timespan(360_000), '100:00:00');
});

test('the run-time is found in frames around the page and in the window that opened it, past windows of other sites', () => {
  const api = new Platform();
  const top = (more: object): Around => {
    const window = { ...more } as { parent: Around };
    window.parent = window;
    return window;
  };
  const foreign = (parent: Around): Around => ({
    get API(): ScormApi {
      throw new Error('SecurityError');
    },
    parent,
  });
  assert.equal(findApi(top({ API: api })), api);
  assert.equal(findApi({ parent: foreign(top({ API: api })) }), api);
  assert.equal(findApi(top({ opener: { parent: top({ API: api }) } })), api);
  assert.equal(findApi({ parent: top({ opener: top({ API: api }) }) }), api);
  assert.equal(findApi({ parent: foreign(top({})) }), undefined);
});

test('points are those of the checks that run here; an example has one', () => {
  const lab = { name: 'l', digest: '', image: '', checksHere: 2, checksLater: 1, questions: [] };
  const plan = JSON.stringify({ tasks: [{ checks: [{ points: 2 }, { points: 3 }] }, { checks: [] }] });
  assert.equal(pointsOf({ lab: { ...lab, plan } }), 5);
  assert.equal(pointsOf({}), 1);
  const part = { what: '', shows: '', saw: [], problems: [] };
  const parts = [
    { ...part, points: { got: 2, of: 2 } },
    { ...part, points: { got: 1, of: 3 } },
  ];
  assert.equal(wonOf({ parts, passed: false, later: 1 }), 3);
  assert.equal(wonOf({ parts: [part], passed: true, later: 0 }), 1);
  assert.equal(wonOf({ parts: [part], passed: false, later: 0 }), 0);
});
