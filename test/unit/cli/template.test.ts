import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadLab } from '#course/lab.js';
import { parseExample } from '#examples/parse-example.js';
import { TEMPLATES } from '#node/paths.js';
import { decodeText } from '#util/bytes.js';
import { makeFrom } from '../../../src/cli/template.js';

const root = await mkdtemp(join(tmpdir(), 'ipclab-template-'));
after(() => rm(root, { recursive: true }));

test('the template of an example is one, and its fault is in its program once', async () => {
  const folder = join(TEMPLATES, 'example');
  const { programs, mutations } = parseExample(await readFile(join(folder, 'example.json'), 'utf8'), 'example.json');
  const source = await readFile(join(folder, 'program.c'), 'utf8');
  assert.deepEqual(Object.keys(programs), ['program']);
  for (const { find } of mutations) assert.equal(source.split(find).length, 2);
});

test('the template of a lab is one, with what each wrong solution gets wrong', async () => {
  const { lab, files } = await loadLab(join(TEMPLATES, 'lab'));
  assert.deepEqual(Object.keys(lab.wrong), Object.keys(files.wrong));
  for (const [name, wrong] of Object.entries(files.wrong))
    for (const [file, content] of Object.entries(wrong))
      assert.notEqual(decodeText(content), decodeText(files.reference[file] ?? new Uint8Array(0)), `${name}: ${file}`);
});

test('a copy has every file of its template, filled and renamed as was asked', async () => {
  const folder = join(root, 'copy');
  await makeFrom('example', folder, (text) => text.replaceAll('"program"', '"mine"'), { 'program.c': 'mine.c' });
  assert.deepEqual((await readdir(folder)).sort(), ['README.md', 'example.json', 'mine.c']);
  const text = await readFile(join(folder, 'example.json'), 'utf8');
  assert.deepEqual(Object.keys(parseExample(text, 'x').programs), ['mine']);
});
