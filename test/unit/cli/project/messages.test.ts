// The compiler's messages, in the person's words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOut, withGivenNames } from '#cli/project/layout.js';

const nothing = new Uint8Array(0);

test('messages name a file as it was given, wherever that is', () => {
  const { names, sources } = layOut(
    {
      sources: ['/there/x/a.c', './b.c', 'c.c', '../d.c'],
      companions: [],
      files: new Map(
        ['/there/x/a.c', '/there/x/a.h', '/here/at/b.c', '/here/at/c.c', '/here/d.c'].map((path) => [path, nothing]),
      ),
      leftOut: [],
      flags: [],
    },
    '/here/at',
  );
  assert.deepEqual(sources, ['../../there/x/a.c', 'b.c', 'c.c', '../d.c']);
  const said = 'In file included from ../../there/x/a.c:1:\n../../there/x/a.h:2: x\nb.c:3: y\nc.c:4: z\n../d.c:5: w';
  const expected = 'In file included from /there/x/a.c:1:\n/there/x/a.h:2: x\n./b.c:3: y\nc.c:4: z\n../d.c:5: w';
  assert.equal(withGivenNames(said, names), expected);
});

test('two files of one name in two folders stay apart', () => {
  const names = [
    { given: '/y/x/t.c', name: '../x/t.c' },
    { given: './t.c', name: 't.c' },
  ];
  assert.equal(withGivenNames('../x/t.c:1: a\nt.c:2: b', names), '/y/x/t.c:1: a\n./t.c:2: b');
});
