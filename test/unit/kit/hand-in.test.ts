import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HAND_IN_FORMAT, handInName, handInStem, handInText, isHandIn } from '#kit/hand-in.js';
import { readHandIn } from '#kit/read-hand-in.js';
import { decodeText } from '#util/bytes.js';

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

test('what a kit writes is read again: the files as they were, and who the student is', () => {
  const written = handInText({
    format: HAND_IN_FORMAT,
    student: { id: '7001', name: 'Ada Lovelace' },
    lab: { name: 'pipes', digest: 'd' },
    kit: 'k',
    image: 'i',
    files: { 'ring.c': 'int größe;\n', 'lib/a.h': '' },
    transcript: [],
  });
  const { files, student } = readHandIn(written, 'a');
  assert.deepEqual(
    files.map(([path, content]) => [path, decodeText(content)]),
    [
      ['ring.c', 'int größe;\n'],
      ['lib/a.h', ''],
    ],
  );
  assert.deepEqual(student, { id: '7001', name: 'Ada Lovelace' });
});

test('bytes that are no text come in base64', () => {
  const { files } = readHandIn('{"format": 1, "files": {"a.bin": {"base64": "AP8="}}}', 'a');
  assert.deepEqual(files, [['a.bin', new Uint8Array([0, 255])]]);
});

test('what is no hand-in is refused, by the name that its reader knows', () => {
  assert.throws(
    () => readHandIn('{"format": 2, "files": {}}', 'ada.ipclab.json'),
    /^IpclabError: ada\.ipclab\.json: format: .*hand it in again/,
  );
});
