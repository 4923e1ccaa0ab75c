import { Command } from 'commander';
import { availableParallelism } from 'node:os';
import { basename, join, relative, resolve, sep } from 'node:path';
import { previewLab } from '#lab/preview.js';
import { DEFAULT_IMAGES } from '#hosts/node/image.js';
import { openLabImage } from '#course/lab-image.js';
import { checkLab, type LabFinding } from '#course/lab-check.js';
import { loadLab } from '#course/lab.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { makeWhole } from '#node/whole-file.js';
import { IpclabError } from '#util/error.js';
import { escapeControls } from '#util/escape.js';
import { ExitStatus } from '../exit-status.js';
import { interruptible } from '../interrupt.js';
import { makeFrom } from '../template.js';
import { positiveNumber } from '../numbers.js';
import { Progress } from '../progress.js';

export function labCommand(): Command {
  return new Command('lab')
    .description('make labs: tasks with points, checks, a reference, and wrong solutions that must fail')
    .addCommand(newLabCommand())
    .addCommand(checkCommand())
    .addCommand(previewCommand());
}

function newLabCommand(): Command {
  return new Command('new')
    .description('make a small lab that works, to go on from')
    .argument('<folder>', 'where; it is made, and its name is the name of the lab')
    .action(async (folder: string) => {
      await makeLab(folder);
      process.stdout.write(`${folder}: a lab of one task\nTry it: npx ipclab lab check ${folder}\n`);
    });
}

interface CheckOptions {
  readonly image?: string;
  readonly jobs: number;
  readonly seeds: number;
}

function checkCommand(): Command {
  return new Command('check')
    .description('check that the reference gets all points, and that each wrong solution fails as declared')
    .argument('<lab>', 'its folder')
    .option('--image <name>', `the image to judge with; default: the lab's own, or ${DEFAULT_IMAGES.lab}`)
    .option('--jobs <n>', 'machines at a time', positiveNumber, availableParallelism())
    .option('--seeds <n>', 'timings (seeds) under which verdicts must be the same', positiveNumber, 20)
    .action((folder: string, options: CheckOptions) =>
      interruptible((signal) => check(folder, options, signal), 'interrupted'),
    );
}

async function check(folder: string, { image, jobs, seeds }: CheckOptions, signal: AbortSignal): Promise<void> {
  const stored = await loadLab(folder);
  using progress = new Progress();
  const report = (name: string, done: number, of: number): void => {
    progress.step(`[${done}/${of}] ${name}`);
  };
  const findings = await checkLab(stored, await openLabImage(stored, image), { jobs, seeds, signal, report });
  progress[Symbol.dispose]();
  process.stdout.write(findings.map(describe).join(''));
  const failed = findings.filter(({ problems }) => problems.length > 0).length;
  process.stdout.write(failed > 0 ? `\n${failed} of ${findings.length} do not hold.\n` : '\nAll of it holds.\n');
  if (failed > 0) process.exitCode = ExitStatus.FAILED;
}

function describe({ what, problems, notes }: LabFinding): string {
  const lines = [...problems, ...notes.map((note) => `(${note})`)].map((line) => `        ${escapeControls(line)}\n`);
  return `${problems.length === 0 ? 'ok    ' : 'FAILED'}  ${what}\n${lines.join('')}`;
}

function previewCommand(): Command {
  return new Command('preview')
    .description('print what students get to know of a lab: statement, files, points, public checks')
    .argument('<lab>', 'its folder')
    .action(async (folder: string) => {
      const { lab, statement } = await loadLab(folder);
      process.stdout.write(previewLab(lab, statement));
    });
}

async function makeLab(folder: string): Promise<void> {
  const path = resolve(folder);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(basename(path)))
    throw new IpclabError('usage', `${folder}: not a name of a lab; use small letters, digits and dashes`);
  await makeWhole(
    folder,
    (partial) =>
      makeFrom('lab', partial, (text) =>
        text.replace('"../../labs/lab.schema.json"', () => JSON.stringify(schemaFor(path))),
      ),
    { existing: 'refuse', cure: 'choose another name' },
  );
}

/** How a lab names its schema, so that editors find it. */
function schemaFor(lab: string): string {
  return relative(lab, join(PACKAGE_ROOT, 'labs/lab.schema.json')).split(sep).join('/');
}
