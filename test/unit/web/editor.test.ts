import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Text } from '@codemirror/state';
import * as fc from 'fast-check';
import { replacementFor } from '../../../web/src/editor/change.js';
import { marksOf } from '../../../web/src/editor/findings.js';
import type { Diagnostic } from '../../../web/src/session/state.js';

describe('a text that changes from outside', () => {
  test('only what differs is replaced', () => {
    assert.deepEqual(replacementFor('int a;\nint b;\n', 'int a;\nlong b;\n'), { from: 7, to: 10, insert: 'long' });
    assert.equal(replacementFor('same', 'same'), undefined);
    assert.deepEqual(replacementFor('aa', 'aaa'), { from: 2, to: 2, insert: 'a' });
  });

  test('the replacement makes the new text of the old one, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = replacementFor(before, after);
        const made = change ? before.slice(0, change.from) + change.insert + before.slice(change.to) : before;
        assert.equal(made, after);
      }),
    );
  });
});

describe('the compiler’s messages', () => {
  const text = Text.of(['int main(void)', '{', '    retrun 0;', '}']);
  const finding = (part: Partial<Diagnostic>): Diagnostic => ({
    file: 'main.c',
    line: 3,
    column: undefined,
    severity: 'error',
    text: 'wrong',
    ...part,
  });

  test('mark their line, without its indentation', () => {
    const [mark] = marksOf([finding({})], 'main.c', text);
    assert.equal(text.sliceString(mark?.from ?? 0, mark?.to), 'retrun 0;');
    assert.deepEqual([mark?.severity, mark?.message], ['error', 'wrong']);
  });

  test('begin at their column where the compiler says one', () => {
    const [mark] = marksOf([finding({ column: 12 })], 'main.c', text);
    assert.equal(text.sliceString(mark?.from ?? 0, mark?.to), '0;');
  });

  test('of other files, or of no line, mark nothing', () => {
    assert.deepEqual(marksOf([finding({ file: 'other.h' }), finding({ line: undefined })], 'main.c', text), []);
  });

  test('for lines that are gone mark the last one, in order', () => {
    const marks = marksOf([finding({ line: 99, severity: 'note' }), finding({ line: 1 })], 'main.c', text);
    assert.deepEqual(
      marks.map(({ from, severity }) => [text.lineAt(from).number, severity]),
      [
        [1, 'error'],
        [4, 'info'],
      ],
    );
  });
});
