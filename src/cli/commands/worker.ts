import { Command } from 'commander';
import { availableParallelism, hostname } from 'node:os';
import { NodeHost } from '#classroom/hosts/node-host.js';
import { DEFAULT_IMAGES, openImage, type Image } from '#hosts/node/image.js';
import { isFolder } from '#node/paths.js';
import { readAddress } from '#queue/address.js';
import { codeDigest } from '#queue/code.js';
import { hasCode, IpclabError } from '#util/error.js';
import type { JobEnd } from '#queue/worker.js';
import { metricsAddress, processMetrics, serveMetrics, type MetricsAddress } from '#node/metrics.js';
import { positiveNumber } from '../numbers.js';
import { tell } from '../tell.js';

interface Options {
  readonly queue: string;
  readonly image?: string;
  readonly jobs: number;
  readonly name: string;
  readonly lease: number;
  readonly log?: true;
  readonly metrics?: MetricsAddress;
}

export function workerCommand(): Command {
  return new Command('worker')
    .description('grade for other computers: ipclab grade --queue. SIGTERM and Ctrl-C end it after what it is at')
    .requiredOption('--queue <address>', 'redis://HOST[:PORT][/NUMBER], or rediss:// with TLS')
    .option(
      '--image <name>',
      'work for classes with this image alone: its name, its digest, or the folder of its image.json; default: all classes, and what is not built here is fetched from them',
    )
    .option('--jobs <n>', 'submissions at a time', positiveNumber, availableParallelism())
    .option('--name <name>', 'what graders call it', `${hostname()}-${process.pid}`)
    .option('--lease <seconds>', 'after so much silence its jobs go to other workers', positiveNumber, 30)
    .option('--log', 'a line of JSON for each job, on standard error')
    .option('--metrics <address>', 'PORT or HOST:PORT for /metrics (Prometheus) and /health', metricsAddress)
    .addHelpText(
      'after',
      '\nThe password of Redis comes from IPCLAB_REDIS_PASSWORD, or from the first line of the file that\n' +
        "IPCLAB_REDIS_PASSWORD_FILE names; an authority's certificate for rediss:// from NODE_EXTRA_CA_CERTS.\n" +
        'Exit status: 0 when it was told to end; 125 when a grader has found it to be a broken machine.',
    )
    .action(work);
}

async function work({ queue, image: name, log, metrics, ...options }: Options): Promise<void> {
  // What speaks to Redis is loaded by those only who want it.
  const { Crew } = await import('#queue/crew.js');
  const { WorkerMetrics } = await import('#queue/worker-metrics.js');
  const address = await readAddress(queue);
  const images = await builtHere(name);
  const told = new Promise<undefined>((resolve) => {
    const stop = (): void => {
      tell(['ends after what it is at; a second signal ends it now']);
      resolve(undefined);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  const registry = processMetrics();
  const counted = new WorkerMetrics(registry);
  await using worker = await Crew.start({
    ...options,
    address,
    code: await codeDigest(),
    images,
    wants: (image) => name === undefined || (images.length === 0 && [image.name, image.digest].includes(name)),
    hostOf: (image) => new NodeHost(image),
    onNotice: (sentence) => {
      tell([sentence]);
    },
    onJob: (end) => {
      counted.count(end);
      if (log) logJob(options.name, end);
    },
  });
  counted.watch(worker);
  const ailment = (): string | undefined => (worker.isConnected ? undefined : `${address.shown} is away`);
  await using looked = metrics && (await serveMetrics(metrics, registry, ailment));
  if (looked) tell([`metrics at ${looked.url.href}metrics`]);
  if (images.length === 0)
    tell([`worker ${options.name} waits for a class at ${address.shown}, whose image it fetches unless it is here`]);
  const broken = await Promise.race([told, worker.broken]);
  if (broken !== undefined) throw new IpclabError('machine-lost', broken);
}

/** The image that it begins with; none: it is fetched from the first class that needs it. */
async function builtHere(name: string | undefined): Promise<Image[]> {
  try {
    return [await openImage(name ?? DEFAULT_IMAGES.lab)];
  } catch (error) {
    if (!hasCode(error, 'image-missing') || (name !== undefined && isFolder(name))) throw error;
    return [];
  }
}

/** In the form of the sandbox server's log. */
function logJob(worker: string, { ms, ...end }: JobEnd): void {
  const line = {
    level: 30,
    time: Date.now(),
    pid: process.pid,
    hostname: hostname(),
    worker,
    ...end,
    responseTime: ms,
  };
  process.stderr.write(`${JSON.stringify({ ...line, msg: 'job completed' })}\n`);
}
