import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeControls } from '../../../src/cli/escape.js';

test('a report shows control characters as what they are, and keeps lines', () => {
  assert.equal(escapeControls('a\u001b[2J\u009b1m\u0000\u007f\r\n\tü'), 'a\\x1b[2J\\x9b1m\\x00\\x7f\\x0d\n\tü');
});
