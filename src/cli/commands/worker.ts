import { Command } from 'commander';
import { availableParallelism, hostname } from 'node:os';
import { NodeHost } from '#classroom/hosts/node-host.js';
import { DEFAULT_IMAGES, openImage } from '#hosts/node/image.js';
import { readAddress } from '#queue/address.js';
import { IpclabError } from '#util/error.js';
import type { JobEnd } from '#queue/worker.js';
import { metricsAddress, processMetrics, serveMetrics, type MetricsAddress } from '#node/metrics.js';
import { positiveNumber } from '../numbers.js';
import { tell } from '../tell.js';

interface Options {
  readonly queue: string;
  readonly image: string;
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
    .option('--image <name>', 'a built image: its name, or the folder of its image.json', DEFAULT_IMAGES.lab)
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
  const { QueueWorker } = await import('#queue/worker.js');
  const { WorkerMetrics } = await import('#queue/worker-metrics.js');
  const { groundOf } = await import('../queue-of.js');
  const [address, image] = [await readAddress(queue), await openImage(name)];
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
  await using worker = await QueueWorker.start({
    ...options,
    address,
    ground: await groundOf(image),
    host: new NodeHost(image),
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
  tell([`worker ${options.name} takes jobs for the image ${image.manifest.name} from ${address.shown}`]);
  const broken = await Promise.race([told, worker.broken]);
  if (broken !== undefined) throw new IpclabError('machine-lost', broken);
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
