import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notesOfUnasked } from '#classroom/intake/expected.js';

const lab = {
  tasks: [
    { files: [{ name: 'count.c', optional: false }], given: { 'include/list.h': new Uint8Array() } },
    { files: [{ name: 'notes.txt', optional: true }], given: {} },
  ],
};

const NOTES = [
  [['count.c', 'hw/notes.txt'], []],
  [['count.c', 'my.h'], ['my.h was not taken: the lab does not ask for it']],
  [
    ['a.c', 'b.c', 'my.h', 'include/list.h'],
    [
      'include/list.h was not taken: the lab has its own',
      'a.c, b.c, my.h were not taken: the lab does not ask for them',
    ],
  ],
  [['1', '2', '3', '4', '5', '6', '7'], ['1, 2, 3, 4, 5 and 2 more were not taken: the lab does not ask for them']],
] as const;

for (const [paths, notes] of NOTES) {
  test(`of ${paths.join(', ')} is told: ${notes.join('; ') || 'nothing'}`, () => {
    assert.deepEqual(notesOfUnasked(lab, paths), notes);
  });
}
