import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encodeText } from '#util/bytes.js';
import { droppedFiles, type Entry } from '../../../web/src/files/dropped.js';
import { readUpload, uploadFault } from '../../../web/src/files/upload.js';
import { bytesOf, isText } from '../../../web/src/workspace/content.js';
import { sizeFault } from '../../../web/src/workspace/limits.js';

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

  test('that a compiler made, or that are too large, are refused by name, and the others come in', async () => {
    const { files, refused } = await readUpload([
      file('a.out', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0])),
      file('big.c', 'x'.repeat(300_000)),
      file('main.c', 'x'),
    ]);
    assert.deepEqual([...files.keys()], ['main.c']);
    assert.match(refused.join('\n'), /^a\.out was made by a compiler; .*\nbig\.c has 293 KiB/);
  });

  test('that are no text come in byte by byte', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const [lines, zeros] = [encodeText('a\r\n\0ä'), new Uint8Array([0xff, 0x0d, 0x0a])];
    const { files, refused } = await readUpload([file('all.bin', all), file('nul.bin', lines), file('latin.c', zeros)]);
    assert.deepEqual(refused, []);
    // As a browser's database, a link and a file that is handed in keep them.
    const kept = JSON.parse(JSON.stringify(Object.fromEntries(files))) as Record<string, string>;
    for (const [name, bytes] of Object.entries({ 'all.bin': all, 'nul.bin': lines, 'latin.c': zeros })) {
      assert.equal(isText(kept[name] ?? ''), false, name);
      assert.deepEqual(bytesOf(kept[name] ?? ''), bytes, name);
    }
    assert.deepEqual(bytesOf('größer 🐧'), encodeText('größer 🐧'));
    assert.equal(sizeFault(new Map([['x', files.get('all.bin')?.repeat(1024) ?? '']])), undefined);
  });

  test('that are too many to be a project’s are not looked into', async () => {
    const { files, refused } = await readUpload(Array.from({ length: 1001 }, (_, index) => of(`d/${index}.c`, '')));
    assert.equal(files.size, 0);
    assert.match(refused.join(), /^These are more than 1000 files, and a project holds 64; /);
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

/** A part of what was dropped, as a browser gives it: a text is a file, a missing one has gone meanwhile. */
type Part = string | null | { readonly [name: string]: Part };

function entry(name: string, part: Part): Entry {
  const isDirectory = part !== null && typeof part === 'object';
  let left = isDirectory ? Object.entries(part) : [];
  const readEntries = (give: (some: Entry[]) => void): void => {
    const some = left.slice(0, 2);
    left = left.slice(2);
    give(some.map(([inner, content]) => entry(inner, content)));
  };
  const give = (take: (content: File) => void, fail: (error: Error) => void): void =>
    typeof part === 'string' ? take(file(name, part)) : fail(new Error('NotFoundError'));
  const made = { name, isDirectory, isFile: !isDirectory, createReader: () => ({ readEntries }), file: give };
  return made;
}

async function drop(parts: Record<string, Part>): ReturnType<typeof readUpload> {
  const items = Object.entries(parts).map(([name, part]) => ({ webkitGetAsEntry: () => entry(name, part) }));
  const files = Object.entries(parts).flatMap(([name, part]) => (typeof part === 'string' ? [file(name, part)] : []));
  return readUpload(await droppedFiles({ items, files }));
}

describe('what is dropped', () => {
  test('a folder is as one that was picked, however many files a browser gives at a time', async () => {
    const { files, refused } = await drop({
      chat: {
        Makefile: 'all:',
        include: { 'list.h': '1' },
        src: { a: { 'one.c': '2' }, 'two.c': '3' },
        '.git': { x: '' },
      },
    });
    assert.deepEqual([...files.keys()].sort(), ['Makefile', 'include/list.h', 'src/a/one.c', 'src/two.c']);
    assert.deepEqual(refused, []);
  });

  test('of several things each folder keeps its name; files alone are files', async () => {
    const { files } = await drop({ include: { 'list.h': '1' }, src: { 'main.c': '2' }, Makefile: 'all:' });
    assert.deepEqual([...files.keys()].sort(), ['Makefile', 'include/list.h', 'src/main.c']);
    assert.deepEqual([...(await drop({ 'a.c': '1', 'b.c': '2' })).files.keys()], ['a.c', 'b.c']);
  });

  test('a file that has gone meanwhile is named, and a folder without an end is not read to it', async () => {
    const { files, refused } = await drop({ work: { 'a.c': '1', 'gone.c': null } });
    assert.deepEqual(
      [[...files.keys()], refused],
      [['a.c'], ['gone.c cannot be read; look whether it is still there.']],
    );
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`${index}.c`, '']));
    assert.match((await drop({ many })).refused.join(), /^These are more than 1000 files/);
  });
});
