// Programs that run on any Linux run here: all of them with tcc, with gcc what tcc cannot compile, under the virtual clock. `make fidelity` tries
// all of them everywhere.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { readPrograms } from '../fidelity/collection.js';
import { readDifferences } from '../fidelity/differences.js';
import { Guest } from '../fidelity/guest.js';
import { detailOf, verdictOn } from '../fidelity/verdict.js';

const programs = await readPrograms();
const known = await readDifferences();

/** With gcc, what tcc cannot compile. */
const WITH_GCC = new Set(
  known.filter((one) => one.with === 'tcc' && one.verdict === 'does not compile').map(({ program }) => program),
);

for (const name of ['tcc', 'gcc'] as const) {
  const guest = await Guest.start(await openImage(name), ['virtual']);
  after(() => guest[Symbol.asyncDispose]());
  for (const program of programs.filter((one) => name === 'tcc' || WITH_GCC.has(one.name))) {
    const difference = known.find((one) => one.program === program.name && one.with === name);
    test(`${program.name} with ${name}: ${difference?.verdict ?? 'as on any Linux'}`, async () => {
      for (const tried of await guest.try(program))
        assert.equal(verdictOn(program, tried), difference?.verdict ?? 'same', detailOf(program, tried));
    });
  }
}
