// A FIFO of root's, and all that programs write into it. It takes no space of the container, which a program could fill; and
// what is written is out of reach of whoever wrote it.
import type { ExecSpec, ExitStatus, JobLimits } from '#protocol/exec-spec.js';
import { LAB_DIRECTORY } from '#facts/of-lab.js';
import { concat, type Bytes } from '#util/bytes.js';
import { deferred } from '#util/deferred.js';
import type { OutputListener } from './agent.js';

/** Where it is made: a container, here or beyond a worker's border. */
export interface FifoPlace {
  exec(
    spec: ExecSpec,
    onOutput: OutputListener,
  ): { readonly exited: Promise<ExitStatus>; endInput(): void | Promise<void> };
}

export interface Written {
  readonly bytes: Bytes;
  /** Whether a part is missing. */
  readonly cut: boolean;
}

/**
 * Holds the FIFO open until its input ends, says when it is there, and ends with the last of those who write. It stands in a folder
 * that nobody but root can enter: by that it is told from programs which open the FIFO.
 */
const SCRIPT =
  'mkdir -p "$3" && chmod 700 "$3" && cd "$3" && mkfifo -m "$2" "$1" && ' +
  '{ cat "$1" & exec 3>"$1"; echo; read -r _; exec 3>&-; wait; }';
/** What it says first. */
const READY = 1;

export class Fifo {
  readonly #parts: Uint8Array[] = [];
  readonly #job: ReturnType<FifoPlace['exec']>;
  readonly #there = deferred<void>();

  private constructor(place: FifoPlace, path: string, mode: string, limits: JobLimits) {
    const argv = ['sh', '-c', SCRIPT, 'fifo', path, mode, LAB_DIRECTORY];
    this.#job = place.exec({ argv, user: 'root', input: 'open', limits }, (_, bytes) => {
      this.#parts.push(bytes);
      this.#there.resolve();
    });
    // Who closes it is told.
    this.#job.exited.catch(() => undefined);
  }

  /**
   * Resolves when programs can write into it.
   *
   * @param mode octal: who may
   */
  static async open(place: FifoPlace, path: string, mode: string, limits: JobLimits): Promise<Fifo> {
    const fifo = new Fifo(place, path, mode, limits);
    await Promise.race([fifo.#there.promise, fifo.#job.exited]);
    return fifo;
  }

  /** Resolves when nobody has it open for writing any more. */
  async close(): Promise<Written> {
    await this.#job.endInput();
    const { exit, cut } = await this.#job.exited;
    return { bytes: concat(this.#parts).slice(READY), cut: exit !== 0 || cut.stdout !== null };
  }
}
