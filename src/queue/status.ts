// What is going on in a queue, for who looks at it.
import { Queue } from 'bullmq';
import { table } from '#util/table.js';
import type { Address } from './address.js';
import { connect } from './connect.js';
import { PREFIX, queueName, type Ground } from './names.js';
import { present, type Presence } from './presence.js';

export interface QueueStatus {
  readonly workers: readonly Presence[];
  readonly classes: readonly Presence[];
  /** One for each version and image that a worker or a class has. */
  readonly queues: readonly (Ground & { readonly waiting: number; readonly active: number; readonly failed: number })[];
}

/** @throws IpclabError `usage` when Redis cannot be reached */
export async function queueStatus(address: Address): Promise<QueueStatus> {
  const redis = await connect(address);
  try {
    const [workers, classes] = [await present(redis, 'worker'), await present(redis, 'class')];
    const grounds = new Map([...workers, ...classes].map((one) => [queueName(one), one]));
    const queues: QueueStatus['queues'][number][] = [];
    for (const [name, { code, image }] of grounds) {
      const queue = new Queue(name, { connection: redis, prefix: PREFIX, skipMetasUpdate: true });
      const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'failed');
      const of = (state: string): number => counts[state] ?? 0;
      queues.push({
        code,
        image,
        waiting: of('waiting') + of('prioritized'),
        active: of('active'),
        failed: of('failed'),
      });
      await queue.close();
    }
    return { workers, classes, queues };
  } finally {
    redis.disconnect();
  }
}

export function describeStatus({ workers, classes, queues }: QueueStatus): string {
  const ground = ({ code, image }: Ground): string[] => [image.name, image.digest.slice(0, 12), code.slice(0, 12)];
  const at = ({ host, pid }: Presence): string => `${host} ${pid}`;
  const parts = [
    section('worker', ['at', 'image', 'digest', 'version', 'jobs', 'done'], workers, (one) => [
      one.name,
      at(one),
      ...ground(one),
      String(one.jobs),
      String(one.done),
    ]),
    section('class', ['at', 'image', 'digest', 'version', 'jobs', 'done'], classes, (one) => [
      one.what ?? one.name,
      at(one),
      ...ground(one),
      String(one.jobs),
      String(one.done),
    ]),
    section('queue', ['digest', 'version', 'waiting', 'active', 'failed'], queues, (one) => [
      ...ground(one),
      String(one.waiting),
      String(one.active),
      String(one.failed),
    ]),
  ];
  return parts.join('\n');
}

function section<T>(
  what: string,
  columns: readonly string[],
  all: readonly T[],
  row: (one: T) => readonly string[],
): string {
  return all.length === 0 ? `no ${what}\n` : `${table([[what, ...columns], ...all.map(row)])}\n`;
}
