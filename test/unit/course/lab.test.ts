// Wrong solutions as a lab's author writes them: by mutations of the reference, or by a folder of their own.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { loadLab, type StoredLab } from '#course/lab.js';
import { decodeText } from '#util/bytes.js';

const folder = await mkdtemp(join(tmpdir(), 'ipclab-lab-'));
after(() => rm(folder, { recursive: true }));
let labs = 0;

const CHECK = { name: 'check', title: 'C', points: 1, expect: { compiles: true } };
const TASK = { name: 'task', title: 'T', files: ['a.c', 'b.c'], programs: { a: { sources: ['a.c', 'b.c'] } } };

/** @param wrong its fields beside `shows` and `fails`, by name */
async function load(wrong: object, files: Readonly<Record<string, string>> = {}): Promise<StoredLab> {
  const where = join(folder, String(++labs));
  const solutions = Object.fromEntries(
    Object.entries(wrong).map(([name, fields]) => [name, { shows: 'S', fails: 'check', ...(fields as object) }]),
  );
  const all = {
    'lab.json': JSON.stringify({ title: 'L', tasks: [{ ...TASK, checks: [CHECK] }], wrong: solutions }),
    'statement.md': 'S\n',
    'reference/a.c': 'one two\n',
    'reference/b.c': 'three\n',
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    await mkdir(dirname(join(where, name)), { recursive: true });
    await writeFile(join(where, name), content);
  }
  return loadLab(where);
}

function textsOf({ files }: StoredLab, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(files.wrong[name] ?? {}).map(([file, bytes]) => [file, decodeText(bytes)]));
}

test('mutations are made one after the other, and only the files that they change differ from the reference', async () => {
  const mutations = [
    { file: 'a.c', find: 'two', replace: 'four' },
    { file: 'a.c', find: 'four\n', replace: 'five\n' },
  ];
  const lab = await load({ w: { mutations }, folder: {} }, { 'wrong/folder/b.c': 'six\n' });
  assert.deepEqual(textsOf(lab, 'w'), { 'a.c': 'one five\n' });
  assert.deepEqual(textsOf(lab, 'folder'), { 'b.c': 'six\n' });
});

test('files in folders are known by their paths, and nothing hidden is', async () => {
  const { files } = await load(
    { w: {} },
    { 'starter/include/list.h': 'x', 'starter/.vscode/x': 'y', 'wrong/w/lib/b.c': 'z', 'inputs/data/n.txt': '1' },
  );
  assert.deepEqual(
    [files.starter, files.wrong['w'] ?? {}, files.inputs].map((each) => Object.keys(each)),
    [['include/list.h'], ['lib/b.c'], ['data/n.txt']],
  );
});

test('what is neither file nor folder is told with the cure', async () => {
  const { folder: where } = await load({});
  await mkdir(join(where, 'starter/lib'), { recursive: true });
  await symlink('/etc/passwd', join(where, 'starter/lib/a.c'));
  await assert.rejects(loadLab(where), {
    code: 'usage',
    message: /starter\/lib\/a\.c: is neither a file nor a folder; put the file itself there$/,
  });
});

const MUTATION = { file: 'a.c', find: 'two', replace: '' };
const mistakes: [what: string, wrong: object, files: Record<string, string>, message: RegExp][] = [
  [
    'a piece that is not in the reference',
    { w: { mutations: [MUTATION, { ...MUTATION, find: 'seven' }] } },
    {},
    /wrong w: mutations\.1\.find: "seven" is in a\.c 0 times; name a piece that is there once/,
  ],
  [
    'a file that the reference has not',
    { w: { mutations: [{ ...MUTATION, file: 'c.c' }] } },
    {},
    /wrong w: mutations\.0\.file: there is no file c\.c; name one of a\.c, b\.c/,
  ],
  ['no mutation at all', { w: { mutations: [] } }, {}, /wrong\.w\.mutations: /],
  ['an empty piece', { w: { mutations: [{ ...MUTATION, find: '' }] } }, {}, /wrong\.w\.mutations\.0\.find: /],
  [
    'neither mutations nor a folder',
    { w: {} },
    {},
    /wrong w: it has no mutations, and there is no folder wrong\/w; add one of them/,
  ],
  [
    'mutations and a folder',
    { w: { mutations: [MUTATION] } },
    { 'wrong/w/a.c': '' },
    /wrong w: mutations: there is a folder wrong\/w as well; take one of them away/,
  ],
  [
    'a folder that lab.json does not name',
    {},
    { 'wrong/w/a.c': '' },
    /wrong: says nothing of wrong\/w; say which check/,
  ],
];

for (const [what, wrong, files, message] of mistakes) {
  test(`a wrong solution with ${what} is refused in one sentence that names the place`, async () => {
    await assert.rejects(load(wrong, files), (error: Error & { code: string }) => {
      assert.equal(error.code, 'usage');
      assert.match(error.message, message);
      assert.match(error.message, /^[^\n]*lab\.json: [^\n]*$/);
      return true;
    });
  });
}
