// Tries attacks of the corpus one by one and prints what was seen: node dist/test/support/hostile/try.js [NAME...]
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { REAL, VIRTUAL } from './arena.js';
import { Assault } from './attack.js';
import { readCorpus } from './corpus.js';
import { changesOf, lookAtGuest } from './guest-state.js';

const image = await openImage();
const names = process.argv.slice(2);
const clock = process.env['REAL'] ? REAL : VIRTUAL;
let machine = await launch(image, { clock });
let before = await lookAtGuest(machine);
for (const attack of await readCorpus()) {
  if (names.length > 0 && !names.some((name) => new RegExp(`^(${name})$`).test(attack.name))) continue;
  const began = performance.now();
  const outcome = await new Assault(attack, image.manifest.compiler).on(machine);
  if (outcome.lost) {
    machine = await launch(image, { clock });
    before = await lookAtGuest(machine);
  }
  const took = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${attack.name} [${took} s]: ${outcome.seen}\n${outcome.problems.map((p) => `    ! ${p}\n`).join('')}`,
  );
  process.stdout.write((await changesOf(machine, before)).map((change) => `    ! ${change}\n`).join(''));
  before = await lookAtGuest(machine);
}
await machine[Symbol.asyncDispose]();
