// The labs that come with the project do what their authors mean, as `ipclab lab check` says it.
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { checkLab } from '#course/lab-check.js';
import { loadLab } from '#course/lab.js';
import { PACKAGE_ROOT } from '#node/paths.js';

/** With both compilers in `make test-soak`. */
const IMAGES = process.env['IPCLAB_ALL'] === '1' ? ['tcc', 'gcc'] : ['tcc'];

const CASES = IMAGES.flatMap((image) => ['pipes', 'semaphores', 'sockets'].map((name) => ({ name, image })));

for (const { name, image } of CASES) {
  test(`labs/${name} by ${image}: the reference has all points, wrong solutions fail what they should, nothing gains nothing`, async () => {
    const stored = await loadLab(join(PACKAGE_ROOT, 'labs', name));
    assert.ok(Object.keys(stored.lab.wrong).length >= 8);
    // Verdicts under many seeds are for whoever changes a lab: ipclab lab check.
    const options = { jobs: availableParallelism(), seeds: 1, report: () => undefined };
    const findings = await checkLab(stored, await openImage(image), options);
    const broken = findings.filter(({ problems }) => problems.length > 0);
    assert.deepEqual(
      broken.map(({ what, problems }) => [what, problems]),
      [],
    );
  });
}
