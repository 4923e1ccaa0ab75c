import { Command } from 'commander';
import { findImage, openImage } from '#hosts/node/image.js';
import { launchScripted } from '#hosts/node/scripted-run.js';
import { readText } from '#node/file-error.js';
import { firstDifference } from '#record/compare.js';
import { parseRecord } from '#record/parse-record.js';
import { IpclabError } from '#util/error.js';
import { escapeLine } from '#util/escape.js';
import { ExitStatus } from '../exit-status.js';

export function replayCommand(): Command {
  return new Command('replay')
    .description('run a record again and say "identical" or where it differs')
    .argument('<record.json>', 'a file that ipclab run --record or ipclab explore wrote')
    .option('--image <name>', 'the image to start; default: the one of the record, wherever it was built here')
    .action(async (file: string, options: { image?: string }) => {
      const record = parseRecord(await readText(file, 'give a file that ipclab run --record wrote'), file);
      const image = options.image === undefined ? await findImage(record.image) : await openImage(options.image);
      const { digest } = image.manifest;
      if (digest !== record.image.digest) {
        throw new IpclabError(
          'usage',
          `${file}: was made on another image (${record.image.name} ${record.image.digest.slice(0, 12)}…) than ${options.image} (${digest.slice(0, 12)}…); without --image the one of the record is looked for`,
        );
      }
      const { record: now } = await launchScripted(image, record.request, record.clock);
      const difference = firstDifference(record.outcome, now.outcome);
      const { instructions, elapsed } = now.outcome;
      process.stdout.write(
        difference === undefined
          ? `identical: ${instructions} instructions, ${elapsed.toFixed(3)} ms of guest time\n`
          : `different: ${escapeLine(difference)}\n`,
      );
      if (difference !== undefined) process.exitCode = ExitStatus.FAILED;
    });
}
