// What a project with a makefile takes along.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Project } from '#cli/project/layout.js';
import { gatherMake } from '#cli/project/makefile.js';
import { Folder } from '../../../support/classroom/take.js';

const FILES = {
  'p/src/Makefile': 'CFLAGS = -Wall -I../include -I $(HERE)\nprog: main.c\n',
  'p/src/main.c': '#include <common.h>\n',
  'p/src/lib/part.c': '',
  'p/src/main.o': '',
  'p/include/common.h': '#include "deep.h"',
  'p/include/deep.h': '',
  'p/notes.txt': '',
};

async function gather(operands: string[], target?: string, at = 'p/src'): Promise<Project> {
  using folder = new Folder();
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder.path, name)), { recursive: true });
    writeFileSync(join(folder.path, name), text);
  }
  return await gatherMake(operands, target, [], join(folder.path, at));
}

test('all of its folder comes along, and headers of the folders that the makefile names', async () => {
  const here = await gather([], 'prog');
  const files = ['include/common.h', 'include/deep.h', 'src/Makefile', 'src/lib/part.c', 'src/main.c'];
  assert.deepEqual(Object.keys(here.files).sort(), files);
  assert.deepEqual([here.directory, here.make], ['src', { folder: '.', target: 'prog' }]);
  const above = await gather(['src'], undefined, 'p');
  assert.deepEqual(above.make, { folder: 'src' });
  assert.deepEqual((await gather([], 'src', 'p')).make, { folder: 'src' });
});

test('what is no folder with a makefile is one sentence', async () => {
  await assert.rejects(gather(['lib']), {
    code: 'usage',
    message: /^lib: has no makefile; give the folder that has one/,
  });
  await assert.rejects(gather(['main.c']), { code: 'usage', message: /^main\.c: --make takes one folder/ });
  await assert.rejects(gather(['.', 'lib']), { code: 'usage', message: /^\. lib: --make takes one folder/ });
});
