// Tracing a program so that it can touch neither its tracer nor the log; images/tracer/tracer.c says how.
import { parseTrace, type Trace } from '#checks/trace.js';
import type { Container } from '#guest/container.js';
import type { JobLimits } from '#protocol/exec-spec.js';
import { runJob, type JobResult } from '#guest/run-job.js';
import { MAKERS } from '#linux/call-names.js';
import { decodeText } from '#util/bytes.js';

/** Numbers of user and group of the image's student. */
const STUDENT_ID = '1000';

/** Bytes of a trace that are kept: some 30,000 calls. */
const LONGEST_TRACE = 2 * 1024 * 1024;

/** Words before the program's own, to be run as root. */
export function tracedCommand(tracer: string, fifo: string, calls: readonly string[]): string[] {
  const traced = [...new Set(['execve', ...MAKERS, ...calls])].map((name) => `?${name}`).join(',');
  // As a grandchild, in a session of its own: the program is the job's first process, and signals of its terminal are its alone.
  const options = ['-DDD', '-f', '-q', '-s', '0', '--seccomp-bpf', '-e', 'signal=none', '-e', `trace=${traced}`];
  return ['strace', ...options, '-o', fifo, tracer, 'run', STUDENT_ID];
}

/** Reads what a tracer writes, from before it starts to its end. */
export class Collector {
  readonly #result: Promise<JobResult>;

  private constructor(result: Promise<JobResult>) {
    this.#result = result;
  }

  /** Resolves when the FIFO is there. */
  static async open(place: Container, tracer: string, fifo: string, limits: JobLimits): Promise<Collector> {
    let ready: (() => void) | undefined;
    const there = new Promise<void>((resolve) => (ready = resolve));
    const listening: Pick<Container, 'exec' | 'put' | 'get'> = {
      exec: (spec, onOutput) =>
        place.exec(spec, (stream, bytes) => {
          ready?.();
          onOutput(stream, bytes);
        }),
      put: (spec, content) => place.put(spec, content),
      get: (path, maxSize) => place.get(path, maxSize),
    };
    const result = runJob(listening, {
      argv: [tracer, 'collect', fifo],
      user: 'root',
      limits: { ...limits, output: LONGEST_TRACE, cpu: undefined },
    });
    result.catch(() => undefined);
    await Promise.race([there, result]);
    return new Collector(result);
  }

  /** @param limited whether the program was ended from outside */
  async trace(limited: boolean): Promise<Trace> {
    const { status, stdout } = await this.#result;
    return parseTrace(decodeText(stdout), status.cut.stdout !== null || status.exit !== 0, limited);
  }
}
