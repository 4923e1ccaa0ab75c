// What a person is told, and what the keys mean, while a program on their terminal does not take them: it is stopped, or
// has ended before its other processes. In a shell that is the shell's part.
import { endWords } from '#facts/explain/end.js';
import { count } from '#facts/explain/words.js';
import type { JobChange } from '#protocol/exec-spec.js';
import type { SignalTarget } from '#protocol/messages.js';

/** A job as far as a person at a terminal has to do with it. */
export interface Attended {
  write(bytes: Uint8Array<ArrayBuffer>): void;
  signal(name: string, target: SignalTarget): void;
}

const ENTER: readonly number[] = [0x0d, 0x0a];
const INTERRUPT = 0x03;

/** Processes that outlive the program by less are not worth a word, ms. */
const UNNOTICED = 1000;

export class Attendance {
  readonly #job: Attended;
  readonly #say: (rest: string) => void;
  #state: 'running' | 'stopped' | 'outlived' = 'running';
  #notice: ReturnType<typeof setTimeout> | undefined;

  /** @param say is given the rest of a sentence about the program */
  constructor(job: Attended, say: (rest: string) => void) {
    this.#job = job;
    this.#say = say;
  }

  changed(change: JobChange): void {
    if (change.change === 'continued') this.#state = 'running';
    else if (change.change === 'stopped') {
      this.#state = 'stopped';
      this.#say(`is stopped (${change.signal}): Enter continues it, Ctrl-C ends it`);
    } else {
      this.#state = 'outlived';
      const others = count(change.left, 'process', 'processes');
      const end = endWords({ ...change, limit: null, wall: 0 });
      this.#notice = setTimeout(() => {
        this.#say(
          `${end}; of what it started, ${others} still ${change.left === 1 ? 'runs: Ctrl-C ends it' : 'run: Ctrl-C ends them'}`,
        );
      }, UNNOTICED);
    }
  }

  /** What the person types. */
  type(bytes: Uint8Array<ArrayBuffer>): void {
    const key =
      this.#state === 'stopped' ? bytes.find((byte) => byte === INTERRUPT || ENTER.includes(byte)) : undefined;
    if (key === INTERRUPT || (this.#state === 'outlived' && bytes.includes(INTERRUPT))) this.interrupt('SIGINT');
    else if (key !== undefined) this.#job.signal('SIGCONT', 'group');
    else if (this.#state !== 'stopped') this.#job.write(bytes);
  }

  /** Somebody wants it to end. */
  interrupt(signal: string): void {
    // Nobody who is left is in the foreground, or would know why.
    if (this.#state === 'outlived') {
      this.#job.signal('SIGKILL', 'job');
      return;
    }
    this.#job.signal(signal, 'group');
    if (this.#state === 'stopped') this.#job.signal('SIGCONT', 'group');
  }

  /** The job is over. */
  release(): void {
    clearTimeout(this.#notice);
  }
}
