import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readUpload } from '../../../web/src/files/upload.js';

const file = (name: string, content: string | Uint8Array<ArrayBuffer>): File => new File([content], name);

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
