// `ipclab lab` as an author uses it.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ipclab, type Outcome } from '../support/cli.js';

const folder = await mkdtemp(join(tmpdir(), 'ipclab-lab-'));
const lab = join(folder, 'my-lab');
after(() => rm(folder, { recursive: true }));

function said({ stdout, stderr }: Outcome): string {
  return stdout.toString() + stderr.toString();
}

async function replaceIn(path: string, find: string, replace: string): Promise<void> {
  await writeFile(
    path,
    (await readFile(path, 'utf8')).replace(find, () => replace),
  );
}

test('a new lab works as it is', async () => {
  assert.equal((await ipclab(['lab', 'new', lab])).status, 0);
  const checked = await ipclab(['lab', 'check', lab, '--seeds', '3']);
  assert.equal(checked.status, 0, said(checked));
  assert.match(checked.stdout.toString(), /^ok {6}reference: all of 5 points$/m);
  assert.match(checked.stdout.toString(), /^All of it holds\.$/m);
});

test('a lab that is there already is not touched', async () => {
  const outcome = await ipclab(['lab', 'new', lab]);
  assert.equal(outcome.status, 2);
  assert.match(said(outcome), /is there already; choose another name/);
});

test('the preview shows what students may know', async () => {
  const { stdout } = await ipclab(['lab', 'preview', lab]);
  const text = stdout.toString();
  assert.match(text, /A child greets its parent: 5 points/);
  assert.match(text, /Hand in greet\.c\./);
  assert.doesNotMatch(text, /Grace Brewster Hopper|shouts/);
});

test('what does not hold of a lab is said, with exit status 1', async () => {
  const reference = await readFile(join(lab, 'reference/greet.c'), 'utf8');
  await replaceIn(join(lab, 'lab.json'), '%s!!!', '%s!');
  await writeFile(join(lab, 'starter/greet.c'), reference);
  const outcome = await ipclab(['lab', 'check', lab, '--image', 'tcc', '--seeds', '1']);
  assert.equal(outcome.status, 1, said(outcome));
  const text = outcome.stdout.toString();
  assert.match(
    text,
    /^FAILED {2}wrong\/shouts fails greet\/greets\n {8}greet\/greets passed, and should have failed$/m,
  );
  assert.match(text, /the starter files: greet\/greets gives 3 points/);
});

test('a mistake in lab.json is one sentence that names file, field and cure, with exit status 2', async () => {
  const file = join(lab, 'lab.json');
  await replaceIn(file, '"points": 3', '"points": "three"');
  const outcome = await ipclab(['lab', 'check', lab]);
  assert.equal(outcome.status, 2);
  assert.match(outcome.stderr.toString(), /^ipclab: .*my-lab\/lab\.json: tasks\.0\.checks\.0\.points: [^\n]*\n$/);
});
