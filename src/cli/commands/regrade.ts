import { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { readCodes } from '#classroom/anonymous.js';
import type { LedgerRecord } from '#classroom/ledger/ledger.js';
import { SourceStore } from '#classroom/ledger/store.js';
import { planClass } from '#classroom/plan.js';
import { recordsOf, regradeAll, type Regraded } from '#classroom/regrade.js';
import type { LabPlan } from '#lab/job.js';
import { findImage, openImage, type Image, type ImageIdentity } from '#hosts/node/image.js';
import { prepareLab } from '#course/lab-plan.js';
import { className } from '#queue/names.js';
import { hasCode } from '#util/error.js';
import { escapeLine } from '#util/escape.js';
import { ExitStatus } from '../exit-status.js';
import { checkHostOptions, hostFor, hostOptions, jobsOf, type HostOptions } from '../grading-host.js';
import { interruptible } from '../interrupt.js';
import { seconds } from '../numbers.js';
import { tell } from '../tell.js';

interface Options extends HostOptions {
  readonly image?: string;
  /** Milliseconds. */
  readonly timeout?: number;
}

export function regradeCommand(): Command {
  const command = new Command('regrade')
    .description('grade again what the results were made of, and say "identical" or what changed')
    .argument('<lab>', 'the folder of the lab')
    .argument('<out>', 'the folder that ipclab grade wrote')
    .argument('[student...]', 'ids of students or submissions, or their codes; default: all that were run')
    .option('--image <name>', 'the image to start; default: the one of each result, wherever it was built here')
    .option(
      '--timeout <seconds>',
      "give up on a machine after this time of this computer's clock; default: when it makes no progress",
      seconds,
    )
    .addHelpText(
      'after',
      '\nThe ledger is only read. Exit status: 0 when all are identical, 1 when one differs, 125 when the infrastructure failed.',
    )
    .action((lab: string, out: string, students: string[], options: Options, command: Command) => {
      checkHostOptions(options, command);
      return interruptible((signal) => regrade(lab, out, students, options, signal), 'interrupted');
    });
  for (const option of hostOptions()) command.addOption(option);
  return command;
}

async function regrade(
  lab: string,
  out: string,
  students: readonly string[],
  options: Options,
  signal: AbortSignal,
): Promise<void> {
  const { idOf, codeOf } = await readCodes(out);
  const asked = students.map(idOf);
  // Who asks by a code reads no name.
  const shownAs = asked.some((id, at) => id !== students[at]) ? codeOf : (id: string): string => id;
  const records = await recordsOf(out, asked);
  let status = 0;
  for (const [digest, made] of byImage(records)) {
    const image = await imageOf({ name: made[0]?.result.image.name ?? '', digest }, options.image);
    const prepared = await prepareLab(lab, image, signal);
    tell(differentGround(made, prepared, image));
    await using host = await hostFor(image, options, {
      // What was found for the class before is what this is compared with, and must not be taken for it.
      class: className(`${out} ${randomUUID()}`),
      what: prepared.name,
      onBroken: () => {
        status = ExitStatus.INFRASTRUCTURE;
      },
    });
    await regradeAll(made, ({ seed }) => planClass(prepared, image, seed), {
      host,
      store: new SourceStore(out),
      timeout: options.timeout,
      jobs: jobsOf(options),
      signal,
      onRegraded: (regraded) => {
        process.stdout.write(`${describe({ ...regraded, id: shownAs(regraded.id) })}\n`);
        status = Math.max(status, STATUS[regraded.verdict]);
      },
    });
  }
  process.exitCode = status;
}

/** The image that results were made with; when it is nowhere, the one of images/ that has its name now. */
async function imageOf(made: ImageIdentity, chosen: string | undefined): Promise<Image> {
  if (chosen !== undefined) return openImage(chosen);
  try {
    return await findImage(made);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return openImage(made.name).catch((other: unknown) => {
      throw isMissing(other) ? error : other;
    });
  }
}

function isMissing(error: unknown): boolean {
  return hasCode(error, 'image-missing', 'image-corrupt');
}

/** The records by the image that they were made on. */
function byImage(records: readonly LedgerRecord[]): ReadonlyMap<string, readonly LedgerRecord[]> {
  const groups = new Map<string, LedgerRecord[]>();
  for (const record of records) {
    const { digest } = record.result.image;
    groups.set(digest, [...(groups.get(digest) ?? []), record]);
  }
  return groups;
}

const STATUS: Readonly<Record<Regraded['verdict'], number>> = {
  identical: 0,
  nothing: 0,
  different: ExitStatus.FAILED,
  error: ExitStatus.INFRASTRUCTURE,
};

function describe({ id, verdict, sentence }: Regraded): string {
  switch (verdict) {
    case 'identical':
      return `${id}: identical`;
    case 'different':
      return `${id}: different: ${escapeLine(sentence)}`;
    case 'nothing':
      return `${id}: nothing to run: ${escapeLine(sentence)}`;
    case 'error':
      return `${id}: not graded: ${escapeLine(sentence)}`;
  }
}

/** What the results were made on, where it is not what is here now. */
function differentGround(records: readonly LedgerRecord[], { digest }: LabPlan, { manifest }: Image): string[] {
  const others = (differs: (record: LedgerRecord) => boolean): number => records.filter(differs).length;
  const labs = others(({ result }) => result.lab.digest !== digest);
  const images = others(({ result }) => result.image.digest !== manifest.digest);
  return [
    ...(labs > 0 ? [`the lab is not the one of ${labs} of the results; differences may be its`] : []),
    ...(images > 0 ? [`the image is not the one of ${images} of the results; differences may be its`] : []),
  ];
}
