import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeText } from '#util/bytes.js';
import { PanicWatch } from '../../../../web/src/session/panic.js';

const LINE = 'KKernel panic - not [    3.2] Kernel panic - not syncing: Attempted to kill init!\r\n';

test('a panic is seen however its line is cut into pieces', () => {
  for (let size = 1; size <= LINE.length; size++) {
    const watch = new PanicWatch();
    const seen: string[] = [];
    for (let at = 0; at < LINE.length; at += size) {
      const text = watch.push(encodeText(LINE.slice(at, at + size)));
      if (text !== undefined) seen.push(text);
    }
    assert.deepEqual(seen, ['Attempted to kill init!'], `pieces of ${size}`);
  }
});

test('other lines are no panic, and an endless one does not grow', () => {
  const watch = new PanicWatch();
  assert.equal(watch.push(encodeText('student@ipclab:~$ echo kernel panic\nKernel panic, not really\n')), undefined);
  const text = watch.push(encodeText(`Kernel panic - not syncing: ${'x'.repeat(5000)}`));
  assert.ok(text !== undefined && text.length <= 200);
});
