// A course's own image: a folder anywhere that adds packages and files to one that is there.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import type { ClassResult } from '#lab/result.js';
import { ipclab } from '../support/cli.js';
import { FIXTURES } from '../support/fixtures.js';

const folder = await mkdtemp(join(tmpdir(), 'ipclab-image-'));
after(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}

test('what a list gets wrong is said with its line or its name', async () => {
  await write('image.json', '{ "extends": "none", "description": "an image for a test" }');
  let result = await ipclab(['image', 'build', folder]);
  assert.equal(result.status, 2);
  assert.match(String(result.stderr), /there is no image none; there are: .*tcc/);

  await write('image.json', '{ "extends": "tcc", "description": "an image for a test" }');
  await write('packages', '# strace is in the base image\nstrace\n');
  result = await ipclab(['image', 'build', folder]);
  assert.equal(result.status, 2);
  assert.match(String(result.stderr), /packages:2: "strace" is not "PACKAGE: what of it goes in"/);

  await write('packages', 'strace: usr/bin/no-such-program\n');
  result = await ipclab(['image', 'build', folder]);
  assert.equal(result.status, 1);
  assert.match(String(result.stderr), /strace has not all that its line in the list names: usr\/bin\/no-such-program/);
});

test("a course's headers and programs are in the guest", async () => {
  await write('packages', 'strace: usr/bin/strace usr/share/doc/strace/copyright\n');
  await write('files/usr/include/course.h', '#define TERM "autumn"\n');
  await write('files/usr/share/course/note.txt', 'of the c\n');
  await write('prepare.sh', `sed -i 's/ c$/ course/' "$1/usr/share/course/note.txt"\n`);
  await write('licences', 'strace: LGPL-2.1-or-later AND CC0-1.0\n');
  await write(
    'show.c',
    `#include <course.h>
#include <stdlib.h>
int main(void) { return system("echo " TERM "; cat /usr/share/course/note.txt; head -c 7 /usr/share/doc/strace/copyright"); }
`,
  );
  const built = await ipclab(['image', 'build', folder]);
  assert.equal(built.status, 0, String(built.stderr));
  const { manifest } = await openImage(folder);
  // What was built may be named as well, wherever somebody has put it.
  assert.deepEqual((await openImage(join(folder, 'out'))).manifest, manifest);
  const licences = new Map(manifest.packages.map(({ name, licence }) => [name, licence]));
  assert.equal(licences.get('strace'), 'LGPL-2.1-or-later AND CC0-1.0');
  assert.equal(licences.get('tcc'), 'LGPL-2.1-or-later');
  assert.ok(![...licences.values()].includes('NOASSERTION'));
  const { status, stdout, stderr } = await ipclab(['run', '--image', folder, join(folder, 'show.c')]);
  assert.equal(String(stdout), 'autumn\nof the course\nThis is');
  assert.deepEqual([status, String(stderr)], [0, '']);
});

test('a record and a grade that were made with it are had again without naming it, until its folder is gone', async () => {
  const cwd = folder;
  const record = ['run', '--image', folder, '--record', 'record.json', 'show.c'];
  assert.equal((await ipclab(record, { cwd })).status, 0);
  const lab = join(FIXTURES, 'labs/sum');
  const grade = ['grade', lab, join(lab, 'reference/sum.c'), '--image', folder, '--out', 'out', '--json'];
  const graded = await ipclab(grade, { cwd });
  assert.equal(graded.status, 0, String(graded.stderr));
  const { results } = JSON.parse(String(graded.stdout)) as ClassResult;
  const { digest } = (await openImage(folder)).manifest;
  assert.equal(results[0]?.image.digest, digest);

  const replayed = await ipclab(['replay', 'record.json'], { cwd });
  assert.match(String(replayed.stdout), /^identical: /, String(replayed.stderr));
  const regraded = await ipclab(['regrade', lab, 'out'], { cwd });
  assert.match(String(regraded.stdout), /^sum: identical$/m, String(regraded.stderr));
  assert.equal(String(regraded.stderr), '');
  const byDigest = await ipclab(['run', '--image', digest, 'show.c'], { cwd });
  assert.equal(byDigest.status, 0, String(byDigest.stderr));

  const other = await ipclab(['replay', 'record.json', '--image', 'tcc'], { cwd });
  assert.equal(other.status, 2);
  assert.match(String(other.stderr), /record\.json: was made on another image \(\S+ [0-9a-f]{12}…\) than tcc/);
  await rename(join(folder, 'out'), join(folder, 'was-out'));
  const gone = await ipclab(['replay', 'record.json'], { cwd });
  assert.equal(gone.status, 2);
  assert.match(String(gone.stderr), /the image ipclab-image-\S+ [0-9a-f]{12}… is not here; build it again/);
});
