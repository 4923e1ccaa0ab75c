// make fidelity: every program of this folder on this machine's Linux and in the guest, with each compiler under each
// clock; prints where they differ and why. Exit status 1: something differs that differences.json does not explain, or
// it explains what does not differ.
import { Progress } from '#cli/progress.js';
import { openImage } from '#hosts/node/image.js';
import { table } from '#util/table.js';
import { readPrograms, type Program } from './collection.js';
import { judge, readDifferences, type Result } from './differences.js';
import { CLOCKS, Guest } from './guest.js';
import { tryNatively } from './native.js';
import { detailOf, verdictOn, type Tried } from './verdict.js';

// usage: main.js [IMAGE...], with no name gcc and tcc
const IMAGES = (['gcc', 'tcc'] as const).filter((name) => process.argv.length < 3 || process.argv.includes(name));

const programs = await readPrograms();
const known = await readDifferences();
const results: Result[] = [];
let done = 0;
using progress = new Progress();

function note(program: Program, compiler: Result['with'], where: string, tried: Tried): Result['verdict'] {
  const verdict = verdictOn(program, tried);
  const detail = verdict === 'same' ? '' : detailOf(program, tried);
  results.push({ program: program.name, with: compiler, where, verdict, detail });
  return verdict;
}

/** So that who waits sees what differs as soon as it is known. */
function tell({ name }: Program, compiler: Result['with'], verdicts: readonly Result['verdict'][]): void {
  const total = programs.length * (1 + IMAGES.length);
  progress.step(`[${++done}/${total}] ${compiler} ${name}: ${[...new Set(verdicts)].join(', ')}`);
}

async function nativeRuns(): Promise<void> {
  for (const program of programs) {
    tell(program, 'native', [note(program, 'native', 'native', await tryNatively(program))]);
  }
}

async function guestRuns(name: (typeof IMAGES)[number]): Promise<void> {
  await using guest = await Guest.start(await openImage(name), CLOCKS);
  for (const program of programs) {
    const tried = await guest.try(program);
    const verdicts = tried.map((one, index) => note(program, name, `${name}, ${CLOCKS[index] ?? ''} clock`, one));
    tell(program, name, verdicts);
  }
}

await Promise.all([nativeRuns(), ...IMAGES.map(guestRuns)]);
progress[Symbol.dispose]();

const places = ['native', ...IMAGES.flatMap((name) => CLOCKS.map((clock) => `${name}, ${clock} clock`))];
const topics = [...new Set(programs.map(({ name }) => name.split('/')[0] ?? ''))];
const count = (topic: string, where: string): string => {
  const here = results.filter((result) => result.where === where && result.program.startsWith(topic));
  return `${here.filter(({ verdict }) => verdict === 'same').length} of ${here.length}`;
};
const rows = [
  ['as on an ordinary Linux', ...places],
  ...topics.map((topic) => [topic, ...places.map((where) => count(`${topic}/`, where))]),
  ['all', ...places.map((where) => count('', where))],
];
const { unexpected, stale } = judge(results, known);
const explained = known
  .filter((difference) => !stale.includes(difference))
  .map(({ program, with: compiler, verdict, reason }) => [program, compiler, verdict, reason]);
console.log(table(rows));
if (explained.length > 0) console.log(`\nWhat differs, and why:\n${table(explained)}`);
for (const { program, where, verdict, detail } of unexpected)
  console.log(`\n${program} ${verdict} (${where}):\n${detail.replace(/^/gm, '  ')}`);
for (const { program, with: compiler, reason } of stale)
  console.log(`\ndifferences.json explains ${program} with ${compiler}, where nothing differs: ${reason}`);
console.log(`\n${unexpected.length} unexplained, ${stale.length} explained in vain.`);
if (unexpected.length + stale.length > 0) process.exitCode = 1;
