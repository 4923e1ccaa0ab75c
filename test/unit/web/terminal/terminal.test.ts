// What of a terminal needs no page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, decodeText, encodeText } from '#util/bytes.js';
import { isCopyKey, isPasteKey } from '../../../../web/src/terminal/keys.js';
import { webAddress } from '../../../../web/src/terminal/links.js';
import { Meter } from '../../../../web/src/terminal/meter.js';
import { GreetingFilter } from '../../../../web/src/terminal/prompt.js';
import { transcriptOf, type TextBuffer } from '../../../../web/src/terminal/transcript.js';

test('everything that is shown is granted, in few messages, and the guest never waits for a grant that does not come', () => {
  const window = 1000;
  const meter = new Meter(window);
  let sent = 0;
  let granted = 0;
  let messages = 0;
  for (let step = 0; step < 5000; step++) {
    const size = Math.min(1 + (step % 97), window + granted - sent);
    assert.ok(size > 0, 'the window is closed and everything was shown');
    sent += size;
    const grant = meter.taken(size);
    granted += grant;
    if (grant > 0) messages++;
    assert.ok(granted <= sent);
  }
  assert.ok(messages <= sent / (window / 4));
});

test('the greeting of a shell is dropped, however it is cut, and nothing after it', () => {
  const prompt = '\x1b]133;A\x07$ \x1b]133;B\x07';
  const text = encodeText(`\n\nBusyBox v1.35.0\n${prompt}ls\n`);
  for (let size = 1; size <= text.length; size++) {
    const filter = new GreetingFilter();
    const shown: Uint8Array[] = [];
    for (let at = 0; at < text.length; at += size) shown.push(filter.push(text.subarray(at, at + size)));
    assert.equal(decodeText(concat(shown)), `${prompt}ls\n`);
  }
});

test('a shell that never prompts is shown all the same', () => {
  const filter = new GreetingFilter();
  const long = encodeText('x'.repeat(3000));
  assert.deepEqual(concat([filter.push(long.subarray(0, 10)), filter.push(long.subarray(10))]), long);
});

test('lines that the terminal wrapped are whole again in the transcript', () => {
  const rows = [
    { text: 'one line ', isWrapped: false },
    { text: 'in two   ', isWrapped: true },
    { text: '         ', isWrapped: false },
    { text: 'end      ', isWrapped: false },
    { text: '         ', isWrapped: false },
  ];
  const buffer: TextBuffer = {
    length: rows.length,
    getLine: (index) => {
      const row = rows[index];
      return row && { isWrapped: row.isWrapped, translateToString: (trim) => (trim ? row.text.trimEnd() : row.text) };
    },
  };
  assert.equal(transcriptOf(buffer), 'one line in two\n\nend\n');
});

test('only addresses of the web are opened', () => {
  assert.equal(webAddress('https://example.org/a b'), 'https://example.org/a%20b');
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'blob:x', 'no address', '']) {
    assert.equal(webAddress(text), undefined, text);
  }
});

test("Ctrl+C is the guest's, Ctrl+Shift+C the clipboard's", () => {
  type Key = Parameters<typeof isCopyKey>[0];
  const key = (
    key: string,
    held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {},
  ): Key => ({
    key,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    metaKey: false,
    ...held,
  });
  assert.ok(!isCopyKey(key('c', { ctrlKey: true })));
  assert.ok(isCopyKey(key('C', { ctrlKey: true, shiftKey: true })));
  assert.ok(isPasteKey(key('V', { ctrlKey: true, shiftKey: true })));
});
