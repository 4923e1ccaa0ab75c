import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeControls, escapeLine } from '#util/escape.js';

test('a report shows control characters as what they are, and keeps lines', () => {
  assert.equal(escapeControls('a\u001b[2J\u009b1m\u0000\u007f\r\n\tü'), 'a\\x1b[2J\\x9b1m\\x00\\x7f\\x0d\n\tü');
});

test('what turns the direction of text, ends a line in secret or is no character is shown too', () => {
  assert.equal(escapeControls('a\u202eb\u2028c\ud800d\uffff😀'), 'a\\u202eb\\u2028c\\ud800d\\uffff😀');
});

test('on one line, newlines and tabs are shown as well', () => {
  assert.equal(escapeLine('a\n\tb\r'), 'a\\n\\tb\\x0d');
});
