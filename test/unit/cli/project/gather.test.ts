// What a program takes along, and where it lies in the guest.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { gatherProject } from '#cli/project/gather.js';
import type { Project } from '#cli/project/layout.js';
import { decodeText } from '#util/bytes.js';
import { Folder } from '../../../support/classroom/take.js';

interface Given {
  readonly files: Readonly<Record<string, string>>;
  readonly operands: readonly string[];
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  /** Where the person stands. */
  readonly at?: string;
}

async function gather({ files, operands, flags = [], args = [], at = '' }: Given): Promise<Project> {
  using folder = new Folder();
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const cwd = join(folder.path, at);
  mkdirSync(cwd, { recursive: true });
  const absolute = (word: string): string => word.replace('ROOT', folder.path);
  return await gatherProject({ operands: operands.map(absolute), flags: flags.map(absolute), args }, cwd);
}

const names = ({ files }: Project): string[] => Object.keys(files).sort();

test('what sources include comes along from where it is, and what that includes', async () => {
  const project = await gather({
    files: {
      'src/a.c': '#include "../include/common.h"\n#include "part.c"\n # include "tables/t.inc"',
      'src/part.c': '',
      'src/tables/t.inc': '',
      'include/common.h': '#include "deep/d.h"\n#include <stdio.h>\n#include "nowhere.h"',
      'include/deep/d.h': '',
      'include/unused.h': '',
    },
    at: 'src',
    operands: ['a.c'],
  });
  const expected = ['include/common.h', 'include/deep/d.h', 'src/a.c', 'src/part.c', 'src/tables/t.inc'];
  assert.deepEqual(names(project), expected);
  assert.deepEqual([project.directory, project.sources], ['src', ['a.c']]);
});

test('sources elsewhere keep their place to where the person stands', async () => {
  const files = { 'src/main.c': '', 'util/parser/p.c': '', 'util/parser/p.h': '' };
  const project = await gather({ files, at: 'src', operands: ['main.c', '../util/parser/p.c'] });
  assert.deepEqual(names(project), ['src/main.c', 'util/parser/p.c', 'util/parser/p.h']);
  assert.deepEqual(project.sources, ['main.c', '../util/parser/p.c']);
});

test('folders of -I are looked into for what is included, also those with an absolute path', async () => {
  const files = { 'a/m.c': '#include <in.h>\n#include "q.h"', 'inc/in.h': '', 'inc/q.h': '', 'inc/other.h': '' };
  for (const flag of ['-I../inc', '-IROOT/inc']) {
    const project = await gather({ files, at: 'a', operands: ['m.c'], flags: ['-DX=1', flag] });
    assert.deepEqual(names(project), ['a/m.c', 'inc/in.h', 'inc/q.h']);
    assert.deepEqual(project.flags, ['-DX=1', '-I../inc']);
  }
});

test('files beside the sources, and where the person stands, come along as they are; hidden and compiled ones do not', async () => {
  const files = {
    'src/m.c': '',
    'src/text.txt': 'a\r\nb',
    'data.csv': '1',
    '.secret': '',
    'src/a.out': '\u007fELF',
    'src/m.o': '',
    'other/x': '',
  };
  const project = await gather({ files, operands: ['src/m.c'] });
  assert.deepEqual(names(project), ['data.csv', 'src/m.c', 'src/text.txt']);
  assert.equal(decodeText(project.files['src/text.txt'] ?? new Uint8Array()), 'a\r\nb');
});

test('what the program or its arguments name comes along, up to the folder of the project', async () => {
  const files = {
    'p/src/m.c': '#include "../h.h"\nfopen("../data/in.txt", "r"); opendir("set"); fopen("../../outside", "r");',
    'p/h.h': '',
    'p/data/in.txt': '',
    'p/src/set/1': '',
    'p/src/deep/arg.bin': '',
    outside: '',
  };
  const project = await gather({ files, at: 'p/src', operands: ['m.c'], args: ['deep/arg.bin', '-x', ''] });
  assert.deepEqual(names(project), ['data/in.txt', 'h.h', 'src/deep/arg.bin', 'src/m.c', 'src/set/1']);
});

test('what is large and lies there by chance stays, and is named; what the program names is taken', async () => {
  const files = { 'm.c': 'fopen("big", "r")', big: 'x'.repeat(3 << 20), film: 'x'.repeat(2 << 20) };
  const project = await gather({ files, operands: ['m.c'] });
  assert.deepEqual([names(project), project.leftOut], [['big', 'm.c'], ['film']]);
});

test('a folder is all that is in and below it; what another file includes is no source', async () => {
  const files = { 'p/src/m.c': '#include "x.c"', 'p/src/x.c': '', 'p/lib/l.c': '', 'p/in.txt': '', 'p/.git/y.c': '' };
  const project = await gather({ files, operands: ['p'] });
  assert.deepEqual(project.sources, ['p/lib/l.c', 'p/src/m.c']);
  assert.deepEqual(names(project), ['p/in.txt', 'p/lib/l.c', 'p/src/m.c', 'p/src/x.c']);
  assert.deepEqual((await gather({ files, operands: ['.'], at: 'p' })).sources, ['lib/l.c', 'src/m.c']);
});

test('the source of a program that another one executes comes along as a companion', async () => {
  const files = {
    'boss.c': 'execl("./worker", "worker", NULL); execv("tool", v); system("bin/step 1 | ./last"); puts("idle");',
    'worker.c': 'int main(void) { }',
    'tool.c': 'int main(void) { execl("./boss", "x"); }',
    'bin/step.c': 'int main(void) { }',
    'last.c': 'int main(void) { }',
    'named.c': 'int main(void) { }',
    'idle.c': 'int main(void) { }',
  };
  const { sources, companions } = await gather({ files, operands: ['boss.c'], args: ['./named', 'idle'] });
  assert.deepEqual(
    [sources, companions.toSorted()],
    [['boss.c'], ['bin/step.c', 'last.c', 'named.c', 'tool.c', 'worker.c']],
  );
});

for (const [what, files, operand, message] of [
  ['a missing file', {}, 'none.c', /^none\.c: is not there; give the path of a C file$/],
  ['a file that is no C', { 'a.txt': '' }, 'a.txt', /^a\.txt: not a C file; give files that end in \.c or a folder/],
  ['a folder without C', { 'd/a.txt': '' }, 'd', /^d: has no C file; give a folder with one$/],
  [
    'a file of 9 MiB',
    { 'a.c': 'x'.repeat(9 << 20) },
    'a.c',
    /^a\.c: has 9 MiB, and a file of a program has at most 8 MiB/,
  ],
  [
    'too much together',
    { 'a.c': '"x" "y"', x: 'x'.repeat(5 << 20), y: 'y'.repeat(4 << 20) },
    'a.c',
    /x \(5 MiB\), .*y \(4 MiB\), .*: the files that this program names have 9 MiB together, and a run takes 8 MiB/,
  ],
] as const) {
  test(`${what} is one sentence`, async () => {
    await assert.rejects(gather({ files, operands: [operand] }), { code: 'usage', message });
  });
}
