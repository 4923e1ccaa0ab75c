import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handInStem, isHandIn } from '#classroom/intake/hand-in.js';
import { handInName } from '#kit/hand-in.js';

test('a name in any script is still that name', () => {
  assert.equal(handInName('pipes', 'Ada Lovelace'), 'pipes-ada-lovelace.ipclab.json');
  assert.equal(handInName('pipes', 'Ünal Çelik'), 'pipes-ünal-çelik.ipclab.json');
  assert.equal(handInName('pipes', '王小明'), 'pipes-王小明.ipclab.json');
  assert.equal(handInName('pipes', '../..'), 'pipes-student.ipclab.json');
});

test('what a browser saves a second time is handed in as well', () => {
  const saved = [
    'pipes-ada.ipclab.json',
    'pipes-ada.ipclab (1).json',
    'pipes-ada.ipclab(12).json',
    'pipes-ada.ipclab-2.json',
  ];
  for (const name of saved) {
    assert.ok(isHandIn(name), name);
    assert.equal(handInStem(name), 'pipes-ada', name);
  }
  for (const name of ['pipes.json', 'ipclab.json', 'a.ipclab.json.txt', 'a.ipclabx.json'])
    assert.ok(!isHandIn(name), name);
});
