import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeControls, escapeLine, escapeUnseen } from '#util/escape.js';

test('a report shows control characters as what they are, and keeps lines', () => {
  assert.equal(escapeControls('a\u001b[2J\u009b1m\u0000\u007f\r\n\tü'), 'a\\x1b[2J\\x9b1m\\x00\\x7f\\x0d\n\tü');
});

test('what turns the direction of text, ends a line in secret or is no character is shown too', () => {
  assert.equal(escapeControls('a\u202eb\u2028c\ud800d\uffff😀'), 'a\\u202eb\\u2028c\\ud800d\\uffff😀');
});

test('what nobody sees is shown, and what a word or an emoji is made of stays', () => {
  assert.equal(escapeControls('Ada\u200b\u2060\u{e0041}\u3164\u00ad'), 'Ada\\u200b\\u2060\\u{e0041}\\u3164\\xad');
  for (const text of ['می\u200cخواهم', '👩\u200d🔧', '❤\ufe0f', 'e\u0301', '10\u00a0000'])
    assert.equal(escapeControls(text), text);
});

test('where every character counts, each that looks like nothing or like a blank is shown', () => {
  assert.equal(escapeUnseen('a b\u00a0c\u200bd\u200d\ufe0f\u3000'), 'a b\\xa0c\\u200bd\\u200d\\ufe0f\\u3000');
});

test('on one line, newlines and tabs are shown as well', () => {
  assert.equal(escapeLine('a\n\tb\r'), 'a\\n\\tb\\x0d');
});
