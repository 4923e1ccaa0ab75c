// Machines for one piece of work after the other, each as it was in the snapshot.

/** What a pool owns: it can be used again after a reset. */
export interface Reusable extends AsyncDisposable {
  reset(): Promise<void>;
}

/**
 * Going back to the snapshot takes a tenth of a start and comes to the same. A machine whose work failed is thrown away,
 * whatever the reason.
 */
export class MachinePool<M extends Reusable> implements AsyncDisposable {
  readonly #start: () => Promise<M>;
  readonly #free: M[] = [];

  /** @param start a machine, from its snapshot */
  constructor(start: () => Promise<M>) {
    this.#start = start;
  }

  /** Does a piece of work on a machine that nobody else uses meanwhile. */
  async use<T>(work: (machine: M) => Promise<T>): Promise<T> {
    const machine = await this.#take();
    let result: T;
    try {
      result = await work(machine);
    } catch (error) {
      await machine[Symbol.asyncDispose]();
      throw error;
    }
    this.#free.push(machine);
    return result;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#free.splice(0).map((machine) => machine[Symbol.asyncDispose]()));
  }

  async #take(): Promise<M> {
    const used = this.#free.pop();
    if (!used) return this.#start();
    try {
      await used.reset();
      return used;
    } catch {
      await used[Symbol.asyncDispose]();
      return this.#start();
    }
  }
}
