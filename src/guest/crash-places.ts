// The places of a container's crashes, each looked for once.
import type { CrashTrace } from '#facts/parse/crash.js';
import type { Crash } from '#facts/types.js';
import type { Bytes } from '#util/bytes.js';
import { hasCode, IpclabError } from '#util/error.js';
import type { ExecTarget } from './container.js';
import { locateCrashes } from './locate-crash.js';
import { runJob } from './run-job.js';

/** For reading one file, ms of the guest. */
const READING = 10_000;

export class CrashPlaces {
  readonly #target: ExecTarget;
  readonly #known = new Map<string, Promise<readonly Crash[]>>();

  constructor(target: ExecTarget) {
    this.#target = target;
  }

  async locate(traces: readonly CrashTrace[]): Promise<Crash[]> {
    const found = traces.map((trace) => {
      const key = `${trace.pid} ${trace.thread} ${trace.instruction} ${trace.stackPointer}`;
      const known = this.#known.get(key) ?? locateCrashes([trace], (path, maxSize) => this.#read(path, maxSize));
      this.#known.set(key, known);
      return known;
    });
    return (await Promise.all(found)).flat();
  }

  /**
   * Reads with a student's rights: what a program says of its own source may be a lie, and name a file that is none of its
   * user's business.
   */
  async #read(path: string, maxSize: number): Promise<Bytes> {
    const refused = new IpclabError('guest-refused', `${path}: cannot be read`);
    try {
      const spec = { argv: ['cat', '--', path], limits: { wall: READING, output: maxSize, cpu: READING } };
      const { status, stdout } = await runJob(this.#target, spec);
      if (status.exit !== 0 || status.cut.stdout) throw refused;
      return stdout;
    } catch (error) {
      if (hasCode(error, 'guest-refused')) throw refused;
      throw error;
    }
  }
}
