import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { sizeFault, LARGEST_FILE, MOST_FILES } from '../../../web/src/workspace/limits.js';
import { freeName, nameFault, nearestName, nearestPath, plainLines } from '../../../web/src/workspace/names.js';

describe('names of files', () => {
  test('names that a shell takes without quotes are fine', () => {
    for (const name of ['main.c', 'input_file', 'a', '.gdbinit', 'two-words.h', 'x.tar.gz', 'include/list.h']) {
      assert.equal(nameFault(name), undefined, name);
    }
  });

  test('each other name gets a sentence that says why', () => {
    assert.match(nameFault('') ?? '', /needs a name/);
    assert.match(nameFault('..') ?? '', /folder/);
    assert.match(nameFault('-o.c') ?? '', /dash/);
    assert.match(nameFault('my file.c') ?? '', /a space/);
    for (const path of ['/main.c', 'src//main.c', 'src/']) assert.match(nameFault(path) ?? '', /one slash/, path);
    assert.match(nameFault('../main.c') ?? '', /^\.\. is a folder's name/);
    assert.match(nameFault('a/b/c/d/e/main.c') ?? '', /is in 5 folders; 4 are the most/);
    assert.match(nameFault('größe.c') ?? '', /“ö”/);
    assert.match(nameFault('a\nb') ?? '', /cannot hold/);
    assert.match(nameFault('x'.repeat(65)) ?? '', /65 characters/);
    assert.match(nameFault('main.c', ['main.c']) ?? '', /already/);
    assert.match(nameFault('lib/list.h', ['main.c', 'lib']) ?? '', /^lib is a file, so that lib\/list\.h cannot/);
    assert.match(nameFault('lib', ['lib/list.h']) ?? '', /^lib is a file/);
  });

  test('a name from elsewhere becomes the nearest that is allowed', () => {
    assert.equal(nearestName('main.c'), 'main.c');
    assert.equal(nearestName('my program (1).c'), 'my_program_1.c');
    assert.equal(nearestName('C:\\work\\übung.c'), 'ubung.c');
    assert.equal(nearestName('folder/-o'), 'o');
    assert.equal(nearestName('日本'), 'file');
    assert.equal(nearestName('..'), 'file');
    assert.equal(nearestPath('my lib/übung (1).c'), 'my_lib/ubung_1.c');
  });

  test('whatever the name, what comes of it is allowed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        assert.equal(nameFault(nearestName(name)), undefined);
      }),
    );
  });

  test('a taken name gets the smallest number that makes it new', () => {
    assert.equal(freeName('main.c', []), 'main.c');
    assert.equal(freeName('main.c', ['main.c', 'main-2.c']), 'main-3.c');
    assert.equal(freeName('Makefile', ['Makefile']), 'Makefile-2');
    assert.equal(freeName('v1.2/Makefile', ['v1.2/Makefile']), 'v1.2/Makefile-2');
    assert.equal(nameFault(freeName('x'.repeat(64), ['x'.repeat(64)])), undefined);
  });

  test('line ends of other systems become those of Linux', () => {
    assert.equal(plainLines('a\r\nb\rc\n'), 'a\nb\nc\n');
  });
});

describe('sizes of projects', () => {
  test('a project as students write them fits', () => {
    assert.equal(sizeFault(new Map([['main.c', 'int main(void) { return 0; }\n']])), undefined);
  });

  test('too large a file, too many files and too much in all are told by name and limit', () => {
    assert.match(
      sizeFault(new Map([['big.txt', 'x'.repeat(LARGEST_FILE + 1)]])) ?? '',
      /big\.txt has 257 KiB.*256 KiB/,
    );
    const many = Array.from({ length: MOST_FILES + 1 }, (_, index) => [`${index}.c`, ''] as const);
    assert.match(sizeFault(new Map(many)) ?? '', /64 files at most/);
    const large = Array.from({ length: 5 }, (_, index) => [`${index}.c`, 'x'.repeat(LARGEST_FILE)] as const);
    assert.match(sizeFault(new Map(large)) ?? '', /1024 KiB at most/);
  });

  test('bytes count, not characters', () => {
    assert.match(sizeFault(new Map([['u.txt', 'ä'.repeat(LARGEST_FILE / 2 + 1)]])) ?? '', /u\.txt/);
  });
});
