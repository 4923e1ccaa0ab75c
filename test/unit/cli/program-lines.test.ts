import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProgramLines } from '#cli/program-lines.js';
import { decodeText, encodeText } from '#util/bytes.js';

function shown(
  work: (lines: ProgramLines, add: (program: number, text: string) => void) => void,
  looks = false,
): string {
  let text = '';
  const lines = new ProgramLines(['server', 'me'], (_, bytes) => (text += decodeText(bytes)), looks);
  work(lines, (program, part) => {
    lines.add(program, 'stdout', encodeText(part));
  });
  return text;
}

test('each line has the name of who wrote it, and lines never mix', () => {
  const text = shown((lines, add) => {
    add(0, 'li');
    add(1, 'one\ntwo');
    add(0, 'ne\r\n');
    lines.end(1);
    lines.end(0);
  });
  assert.equal(text, 'me     | one\nserver | line\nme     | two\n');
});

test('a person sees the beginning of a line, which goes on unless another program writes', () => {
  const text = shown((lines, add) => {
    add(1, 'name? ');
    add(1, 'x\r\n');
    add(1, 'again? ');
    add(0, 'hello\n');
    add(1, 'y\n');
    lines.end(1);
  }, true);
  assert.equal(text, 'me     | name? x\nme     | again? \nserver | hello\nme     | y\n');
});

test('a line without an end is not kept', () => {
  const text = shown((_, add) => {
    for (let i = 0; i < 70; i++) add(0, 'x'.repeat(1024));
  });
  assert.ok(text.length >= 64 * 1024);
});
