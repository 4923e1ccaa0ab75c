// Dates that people write: those of the calendar, in one form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writtenTime } from '#util/written-time.js';

test('a date, a time, and a time with its zone are an instant', () => {
  assert.equal(writtenTime('2028-02-29 23:59Z')?.toISOString(), '2028-02-29T23:59:00.000Z');
  assert.equal(writtenTime('2026-11-26T00:30:05+01:00')?.toISOString(), '2026-11-25T23:30:05.000Z');
  for (const local of ['2026-11-26T10:00', '2026-11-26T00:00'])
    assert.deepEqual(writtenTime(local.replace('T00:00', '')), new Date(local));
});

for (const text of [
  ...['2026-13-45', '2026-02-29', '2026-02-31', '2026-04-31', '2026-00-10', '2026-11-00', '2026-11-26T25:00', ''],
  ...['31.2.2026', '26.11.2026', '11/26/2026', '2026/11/26', '46352', '46352.5', '2026', '1', '-1', 'x 1', 'soon'],
  ...['2026-11-26 10:00 CET', '2026-11-26T10:00+99:00', '2026-11-26Z', '2026-11-26T10', '26 Nov 2026', ' 2026-11-26'],
])
  test(`${JSON.stringify(text)} is no date`, () => {
    assert.equal(writtenTime(text), undefined);
  });
