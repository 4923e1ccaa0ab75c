import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readUpload, uploadFault } from '../../../web/src/files/upload.js';

const file = (name: string, content: string | Uint8Array<ArrayBuffer>): File => new File([content], name);

/** Of a folder that was picked. */
const of = (path: string, content: string): File =>
  Object.defineProperty(file(path.slice(path.lastIndexOf('/') + 1), content), 'webkitRelativePath', { value: path });

describe('files from a disk', () => {
  test('come in as they are, with names and line ends that Linux takes', async () => {
    const { files, refused } = await readUpload([file('my program.c', 'int x;\r\n'), file('Grüße.h', 'ä')]);
    assert.deepEqual(
      [...files],
      [
        ['my_program.c', 'int x;\n'],
        ['Gru_e.h', 'ä'],
      ],
    );
    assert.deepEqual(refused, []);
  });

  test('that are no text are refused by name, and the others come in', async () => {
    const { files, refused } = await readUpload([
      file('a.out', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0])),
      file('latin.c', new Uint8Array([0xfc])),
      file('big.c', 'x'.repeat(300_000)),
      file('main.c', 'x'),
    ]);
    assert.deepEqual([...files.keys()], ['main.c']);
    assert.match(refused.join('\n'), /^a\.out is not a text.*\nlatin\.c is not.*\nbig\.c has 293 KiB/);
  });

  test('a folder comes as it is, without what is hidden in it; what cannot be there is told', async () => {
    const { files, refused } = await readUpload([
      of('chat/server/main.c', '1'),
      of('chat/include/my list.h', '2'),
      of('chat/.git/config', '3'),
      of('chat/data/.DS_Store', '4'),
      of('chat/a/b/c/d/e/deep.c', '5'),
    ]);
    assert.deepEqual([...files.keys()], ['server/main.c', 'include/my_list.h']);
    assert.deepEqual(refused, ['a/b/c/d/e/deep.c is in 5 folders; 4 are the most.']);
  });

  test('what would be a file and a folder does not fit', () => {
    assert.match(uploadFault(new Map([['lib', 'x']]), new Map([['lib/list.h', 'y']])) ?? '', /^lib is a file/);
  });

  test('two files whose names become the same are both there', async () => {
    const { files } = await readUpload([file('a b.c', '1'), file('a_b.c', '2')]);
    assert.deepEqual(
      [...files],
      [
        ['a_b.c', '1'],
        ['a_b-2.c', '2'],
      ],
    );
  });
});
