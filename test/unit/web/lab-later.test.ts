import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksSentence } from '../../../web/src/lab/later.js';

test('a lab says how many of its checks run on a page, and when the others do', () => {
  assert.equal(checksSentence({ checksHere: 4, checksLater: 0 }), 'Check runs all checks of this lab.');
  assert.match(
    checksSentence({ checksHere: 4, checksLater: 1 }),
    /^Check runs 4 of 5 checks\. 1 hidden check runs when your work is graded\.$/,
  );
  assert.match(
    checksSentence({ checksHere: 1, checksLater: 15 }),
    /^Check runs 1 of 16 checks\. 15 hidden checks run when your work is graded\.$/,
  );
  assert.match(checksSentence({ checksHere: 0, checksLater: 3 }), /^3 hidden checks run when your work is graded\.$/);
});
