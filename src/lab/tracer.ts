// Tracing a program so that it can touch neither its tracer nor the log; images/tracer/tracer.c says how.
import { parseTrace, type Trace } from '#checks/trace.js';
import type { Container } from '#guest/container.js';
import { Fifo } from '#guest/fifo.js';
import type { JobLimits } from '#protocol/exec-spec.js';
import { MAKERS } from '#linux/call-names.js';
import { decodeText } from '#util/bytes.js';

/** Numbers of user and group of the image's student. */
const STUDENT_ID = '1000';

/** Bytes of a trace that are kept: some 30,000 calls. */
const LONGEST_TRACE = 2 * 1024 * 1024;

/** Mode of the FIFO: strace opens it as root. */
const ROOT_ONLY = '600';

/** Words before the program's own, to be run as root. */
export function tracedCommand(tracer: string, fifo: string, calls: readonly string[]): string[] {
  const traced = [...new Set(['execve', ...MAKERS, ...calls])].map((name) => `?${name}`).join(',');
  // As a grandchild, in a session of its own: the program is the job's first process, and signals of its terminal are its alone.
  const options = ['-DDD', '-f', '-q', '-s', '0', '--seccomp-bpf', '-e', 'signal=none', '-e', `trace=${traced}`];
  return ['strace', ...options, '-o', fifo, tracer, STUDENT_ID];
}

/** Reads what a tracer writes, from before it starts to its end. */
export class Collector {
  readonly #fifo: Fifo;

  private constructor(fifo: Fifo) {
    this.#fifo = fifo;
  }

  /** Resolves when the FIFO is there. */
  static async open(place: Container, fifo: string, limits: JobLimits): Promise<Collector> {
    return new Collector(await Fifo.open(place, fifo, ROOT_ONLY, { ...limits, output: LONGEST_TRACE, cpu: undefined }));
  }

  /** @param limited whether the program was ended from outside */
  async trace(limited: boolean): Promise<Trace> {
    const { bytes, cut } = await this.#fifo.close();
    return parseTrace(decodeText(bytes), cut, limited);
  }
}
