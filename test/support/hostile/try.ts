// Tries attacks of the corpus one by one and prints what was seen: node dist/test/support/hostile/try.js [NAME...]
import { openImage } from '../../../src/hosts/node/image.js';
import { launch } from '../../../src/hosts/node/launch.js';
import { Assault } from './attack.js';
import { readCorpus } from './corpus.js';
import { lookAtGuest } from './guest-state.js';

const image = await openImage();
const names = process.argv.slice(2);
let machine = await launch(image);
for (const attack of await readCorpus()) {
  if (names.length > 0 && !names.some((name) => new RegExp(`^(${name})$`).test(attack.name))) continue;
  const began = performance.now();
  const outcome = await new Assault(attack, image.manifest.compiler.command).on(machine);
  if (outcome.lost) machine = await launch(image);
  const took = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${attack.name} [${took} s]: ${outcome.seen}\n${outcome.problems.map((p) => `    ! ${p}\n`).join('')}`,
  );
  const { processes, groups, ...state } = await lookAtGuest(machine);
  process.stdout.write(`    ${JSON.stringify(state)} ${processes.length} ${groups.join(' ')}\n`);
}
await machine[Symbol.asyncDispose]();
