// Machines for one piece of work after the other, each as it was in the snapshot.
import { IpclabError } from '#util/error.js';

/** What a pool owns: it can be used again after a reset. */
export interface Reusable extends AsyncDisposable {
  reset(): Promise<void>;
}

/**
 * Owns its machines, those in use too: when it is disposed of they end, and so does what is done with them.
 *
 * Going back to the snapshot takes a tenth of a start and comes to the same. A machine whose work failed is thrown away,
 * whatever the reason.
 */
export class MachinePool<M extends Reusable> implements AsyncDisposable {
  readonly #start: (signal: AbortSignal) => Promise<M>;
  readonly #renew: (machine: M) => Promise<void>;
  readonly #machines = new Set<M>();
  readonly #free: M[] = [];
  readonly #uses = new Set<Promise<unknown>>();
  readonly #closed = new AbortController();

  /**
   * @param start a machine, from its snapshot; the signal ends a start that nobody needs any more
   * @param renew makes a machine that was used as good as a started one
   */
  constructor(start: (signal: AbortSignal) => Promise<M>, renew = (machine: M): Promise<void> => machine.reset()) {
    this.#start = start;
    this.#renew = renew;
  }

  /**
   * Does a piece of work on a machine that nobody else uses meanwhile.
   *
   * @param signal ends the start of a machine; what happens to the work is the work's own affair
   * @throws IpclabError `aborted` once the pool is disposed of; what the work throws
   */
  use<T>(work: (machine: M) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const using = this.#use(work, signal);
    this.#uses.add(using);
    const forget = (): void => void this.#uses.delete(using);
    using.then(forget, forget);
    return using;
  }

  /** Ends every machine, and settles when nothing is under way any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort();
    await Promise.all([...this.#machines].map((machine) => this.#end(machine)));
    await Promise.allSettled(this.#uses);
  }

  async #use<T>(work: (machine: M) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    let machine: M | undefined;
    try {
      machine = await this.#take(signal);
      const result = await work(machine);
      this.#free.push(machine);
      return result;
    } catch (error) {
      if (machine) await this.#end(machine);
      // A machine that was ended under its work is no machine that was lost.
      throw this.#closed.signal.aborted ? closed(error) : error;
    }
  }

  async #take(signal: AbortSignal | undefined): Promise<M> {
    if (this.#closed.signal.aborted) throw closed();
    const used = this.#free.pop();
    if (!used) return this.#launch(signal);
    try {
      await this.#renew(used);
      return used;
    } catch {
      await this.#end(used);
      return this.#launch(signal);
    }
  }

  async #launch(signal: AbortSignal | undefined): Promise<M> {
    const ended = signal ? AbortSignal.any([this.#closed.signal, signal]) : this.#closed.signal;
    const machine = await this.#start(ended);
    this.#machines.add(machine);
    // Disposed of while it started: nobody else knows of it.
    if (this.#closed.signal.aborted) {
      await this.#end(machine);
      throw closed();
    }
    return machine;
  }

  async #end(machine: M): Promise<void> {
    this.#machines.delete(machine);
    await machine[Symbol.asyncDispose]();
  }
}

function closed(cause?: unknown): IpclabError {
  return new IpclabError('aborted', 'the machines were ended before the work was done', {}, { cause });
}
