import { Command } from 'commander';
import { readAddress } from '#queue/address.js';
import { escapeControls } from '#util/escape.js';

export function queueCommand(): Command {
  const status = new Command('status')
    .description('who works, whose classes are being graded, and how much waits')
    .requiredOption('--queue <address>', 'redis://HOST[:PORT][/NUMBER], or rediss:// with TLS')
    .option('--json', 'as JSON')
    .action(async ({ queue, json }: { readonly queue: string; readonly json?: true }) => {
      // What speaks to Redis is loaded by those only who want it.
      const { describeStatus, queueStatus } = await import('#queue/status.js');
      const found = await queueStatus(await readAddress(queue));
      process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : escapeControls(describeStatus(found)));
    });
  return new Command('queue').description('look at a queue of ipclab grade --queue').addCommand(status);
}
