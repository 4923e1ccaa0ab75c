import { Command } from 'commander';
import { DEFAULT_ENVIRONMENT } from '#protocol/exec-spec.js';
import { DEFAULT_IMAGES, openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { hasCode } from '#util/error.js';
import { attach, atTerminal, LEFT_STATUS } from '../attach.js';
import { exitStatusOfJob } from '../exit-status.js';

export function shellCommand(): Command {
  return new Command('shell')
    .description('a terminal in the guest; Ctrl-] leaves it')
    .option('--image <name>', 'a built image: its name, or the folder of its image.json', DEFAULT_IMAGES.shell)
    .option('--user <name>', 'student, other or root', 'student')
    .addHelpText(
      'after',
      '\nEvery key goes to the guest, Ctrl-C too; Ctrl-] leaves. Nothing in the guest outlives the command.',
    )
    .action(async ({ image, user }: { image: string; user: string }) => {
      await using machine = await launch(await openImage(image));
      const home = user === 'root' ? '/root' : `/home/${user}`;
      if (atTerminal()) process.stderr.write('A Linux in an emulator. Ctrl-] leaves; nothing in it is kept.\r\n');
      const environment = {
        ...DEFAULT_ENVIRONMENT,
        HOME: home,
        USER: user,
        LOGNAME: user,
        TERM: process.env['TERM'] ?? DEFAULT_ENVIRONMENT['TERM'] ?? '',
      };
      try {
        const status = await attach(machine, { argv: ['/bin/sh', '-l'], directory: home, user, environment });
        process.exitCode = exitStatusOfJob(status);
      } catch (error) {
        if (!hasCode(error, 'aborted')) throw error;
        process.stderr.write(`\r\n${error.message}\n`);
        process.exitCode = LEFT_STATUS;
      }
    });
}
