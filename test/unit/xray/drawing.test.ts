// A run drawn for a page without scripts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawRun } from '#xray/picture/drawing.js';
import { closedPipe, openPipe, philosophers, pingPong, READ_LINE } from '../../support/xray/stories.js';

test('a hang is drawn with who waits for whom, why, and the lines that led there', () => {
  const lines = { '/home/student/open-pipe': { [String(READ_LINE)]: { file: 'open-pipe.c', line: 21 } } };
  const drawing = drawRun({ title: 'open', recording: openPipe(), lines });
  assert.match(drawing.picture, /^<svg .*open-pipe \(3\).*<\/svg>$/s);
  assert.equal(drawing.isStuck, true);
  assert.match(drawing.waits, /waits for ever/);
  assert.match(drawing.ending.join('\n'), /open-pipe \(3\).*itself/);
  const { text, line } = drawing.last.at(-1) ?? {};
  assert.match(text ?? '', /^open-pipe \(3\) .*read/);
  assert.equal(line, 'open-pipe.c:21');
});

test('who waits for whom is drawn for a phone, too, unless it has room there or is too much', () => {
  const widthOf = (svg: string): number => Number(/ width="(\d+)/.exec(svg)?.[1]);
  const five = drawRun({ title: 'five', recording: philosophers() });
  assert.ok(widthOf(five.waits) > 390 && widthOf(five.waitsOnPhone) <= 310);
  for (const svg of [five.waits, five.waitsOnPhone]) assert.equal(svg.match(/class="waiter stuck"/g)?.length, 6);
  const ten = drawRun({ title: 'ten', recording: philosophers(10) });
  assert.deepEqual([ten.waits === '', ten.waitsOnPhone], [false, '']);
});

test('a run that ends by itself waits for nobody', () => {
  const { isStuck, waits } = drawRun({ title: 'closed', recording: closedPipe() });
  assert.deepEqual([isStuck, waits], [false, '']);
});

test('however much happens, a drawing has a bound: many lanes are counted, of a long run the end is shown', () => {
  const many = drawRun({ title: 'many', recording: philosophers(60) });
  assert.match(many.picture, /… and 49 more threads/);
  const long = drawRun({ title: 'long', recording: pingPong(5000) });
  for (const { picture, waits, waitsOnPhone, ending, last } of [many, long]) {
    assert.ok(picture.length <= 64 * 1024, `${picture.length} characters`);
    assert.ok(waits.length + waitsOnPhone.length + ending.join().length + JSON.stringify(last).length < 32 * 1024);
  }
});
