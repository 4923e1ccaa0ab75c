// What a worker's keeper wants to know: how many jobs, how long, and whether it is well.
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { JobEnd, QueueWorker } from './worker.js';

/** Of a job, seconds. */
const BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export class WorkerMetrics {
  readonly #registers: Registry[];
  readonly #jobs: Counter;
  readonly #seconds: Histogram;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#registers = registers;
    this.#jobs = new Counter({
      name: 'ipclab_jobs_total',
      help: 'Jobs that came to an end, by what came of them',
      labelNames: ['result'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'ipclab_job_seconds',
      help: 'How long a job took',
      buckets: BUCKETS,
      registers,
    });
  }

  count({ result, ms }: JobEnd): void {
    this.#jobs.inc({ result });
    this.#seconds.observe(ms / 1000);
  }

  /** Asks a worker how it is each time that somebody asks for the metrics. */
  watch(worker: Pick<QueueWorker, 'running' | 'isConnected'>): void {
    const registers = this.#registers;
    new Gauge({
      name: 'ipclab_jobs_running',
      help: 'Jobs that are under way',
      registers,
      collect() {
        this.set(worker.running);
      },
    });
    new Gauge({
      name: 'ipclab_queue_connected',
      help: '1: the queue can be reached; 0: it is away',
      registers,
      collect() {
        this.set(worker.isConnected ? 1 : 0);
      },
    });
  }
}
