import { Command, InvalidArgumentError, Option } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_IMAGES } from '#hosts/node/image.js';
import { metricsAddress, type MetricsAddress } from '#node/metrics.js';
import { WEB_OUT } from '#node/paths.js';
import { serveSandbox } from '#sandbox/serve.js';
import { serveSite } from '#site/server.js';
import { IpclabError } from '#util/error.js';
import { positiveNumber, wholeNumber } from '../numbers.js';
import { tell } from '../tell.js';

const PORT = 8000;
const LAST_PORT = 65535;

/** Jobs that may wait: some minutes' worth of them is no answer to anybody. */
const QUEUE = 64;

interface Options {
  readonly port: number;
  readonly api?: true;
  readonly host: string;
  readonly image: string;
  readonly lab?: readonly string[];
  readonly keys?: string;
  readonly jobs?: number;
  readonly queue: number;
  readonly log?: true;
  readonly metrics?: MetricsAddress;
}

/** What is of use with --api alone. */
const OF_API = ['host', 'image', 'lab', 'keys', 'jobs', 'queue', 'log', 'metrics'] as const;

export function serveCommand(): Command {
  return new Command('serve')
    .description(
      'serve the page to this machine; with --api, compile, run and grade for other programs. Ctrl-C ends it',
    )
    .option('--port <n>', 'to listen at; 0 for any that is free', portNumber, PORT)
    .option('--api', 'APIs in place of the page: that of Jobe, for Moodle’s CodeRunner, and POST /grade')
    .option('--host <address>', 'with --api: to listen at; others than this machine’s own need --keys', '127.0.0.1')
    .option(
      '--image <name>',
      'with --api: a built image: its name, or the folder of its image.json',
      DEFAULT_IMAGES.sandbox,
    )
    .option(
      '--lab <folder...>',
      'with --api: labs that POST /grade judges by (default: those that come with ipclab and whose image is built)',
    )
    .option('--keys <file>', 'with --api: who may use it: on each line a key and, after a space, its runs an hour')
    .option('--jobs <n>', 'with --api: runs and gradings at a time (default: one for each processor)', positiveNumber)
    .addOption(
      new Option('--queue <n>', 'with --api: jobs that may wait for one').argParser(wholeNumber).default(QUEUE),
    )
    .option('--log', 'with --api: a line of JSON for each request, on standard error')
    .option(
      '--metrics <address>',
      'with --api: PORT or HOST:PORT for /metrics (Prometheus) and /health',
      metricsAddress,
    )
    .action(async (options: Options, command: Command) => {
      const odd = OF_API.find((name) => options.api !== true && command.getOptionValueSource(name) === 'cli');
      if (odd !== undefined)
        throw new IpclabError('usage', `--${odd} is of use with --api only; give both, or neither`);
      await using server = options.api ? await serveApi(options) : await servePage(options);
      process.stdout.write(`${server.url.href}\n`);
      await new Promise((resolve) => {
        process.once('SIGINT', resolve);
        process.once('SIGTERM', resolve);
      });
    });
}

type Server = AsyncDisposable & { readonly url: URL };

async function servePage({ port }: Options): Promise<Server> {
  if (!existsSync(join(WEB_OUT, 'index.html'))) {
    throw new IpclabError('usage', `the page is not built: ${WEB_OUT} has no index.html; build it with: make web`);
  }
  return serveSite(WEB_OUT, port);
}

async function serveApi({ log, lab, ...options }: Options): Promise<Server> {
  return serveSandbox({
    ...options,
    labs: lab,
    log: log && process.stderr,
    onFault: (fault) => {
      tell(fault.split('\n'));
    },
  });
}

function portNumber(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= LAST_PORT) return Number(text);
  throw new InvalidArgumentError(`It is a number from 0 to ${LAST_PORT}.`);
}
