import { Command } from 'commander';
import { DEFAULT_IMAGES, openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { atTerminal } from '../attach.js';
import { attachShell } from '../attach-shell.js';

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
      process.exitCode = await attachShell(machine, { user, home, directory: home });
    });
}
