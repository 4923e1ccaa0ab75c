import { Command } from 'commander';
import { findImage, openImage, type Image } from '#hosts/node/image.js';
import { launchScripted } from '#hosts/node/scripted-run.js';
import { readText } from '#node/file-error.js';
import { firstDifference } from '#record/compare.js';
import { parseRecord } from '#record/parse-record.js';
import type { RunRecord } from '#record/record.js';
import { IpclabError } from '#util/error.js';
import { escapeLine } from '#util/escape.js';
import { ExitStatus } from '../exit-status.js';
import { goInto, requireRecorded } from '../go-into.js';
import { instant } from '../instant.js';

interface Options {
  readonly image?: string;
  /** Nanoseconds. */
  readonly at?: number;
}

export function replayCommand(): Command {
  return new Command('replay')
    .description('run a record again and say "identical" or where it differs; or go to one of its instants')
    .argument('<record.json>', 'a file that ipclab run --record or ipclab explore wrote')
    .option('--image <name>', 'the image to start; default: the one of the record, wherever it was built here')
    .option(
      '--at <instant>',
      'of a run that was made with --record and --xray: stop its processes there, an instant as the X-ray has it (12.345ms), and start a shell beside them',
      instant,
    )
    .action(async (file: string, options: Options) => {
      const record = parseRecord(await readText(file, 'give a file that ipclab run --record wrote'), file);
      const { at } = options;
      if (at !== undefined) requireRecorded(record, file);
      const image = await imageOf(record, file, options.image);
      const { record: now, recording } = await launchScripted(image, record.request, record.clock, {
        records: record.recorded,
      });
      const difference = firstDifference(record.outcome, now.outcome);
      if (difference !== undefined) {
        process.stdout.write(`different: ${escapeLine(difference)}\n`);
        process.exitCode = ExitStatus.FAILED;
      } else if (at !== undefined && recording) {
        await goInto(image, record, { recording, time: at });
      } else {
        const { instructions, elapsed } = now.outcome;
        process.stdout.write(`identical: ${instructions} instructions, ${elapsed.toFixed(3)} ms of guest time\n`);
      }
    });
}

async function imageOf(record: RunRecord, file: string, name: string | undefined): Promise<Image> {
  const image = name === undefined ? await findImage(record.image) : await openImage(name);
  const { digest } = image.manifest;
  if (digest === record.image.digest) return image;
  throw new IpclabError(
    'usage',
    `${file}: was made on another image (${record.image.name} ${record.image.digest.slice(0, 12)}…) than ${name} (${digest.slice(0, 12)}…); without --image the one of the record is looked for`,
  );
}
