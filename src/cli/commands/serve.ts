import { Command, InvalidArgumentError } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WEB_OUT } from '#node/paths.js';
import { serveSite } from '#site/server.js';
import { IpclabError } from '#util/error.js';

const PORT = 8000;
const LAST_PORT = 65535;

export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the page to this machine; Ctrl-C ends it')
    .option('--port <n>', 'of 127.0.0.1; 0 for any that is free', portNumber, PORT)
    .action(async ({ port }: { port: number }) => {
      if (!existsSync(join(WEB_OUT, 'index.html'))) {
        throw new IpclabError('usage', `the page is not built: ${WEB_OUT} has no index.html; build it with: make web`);
      }
      await using server = await serveSite(WEB_OUT, port);
      process.stdout.write(`${server.url.href}\n`);
      await new Promise((resolve) => {
        process.once('SIGINT', resolve);
        process.once('SIGTERM', resolve);
      });
    });
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= LAST_PORT) return Number(text);
  throw new InvalidArgumentError(`It is a number from 0 to ${LAST_PORT}.`);
}
