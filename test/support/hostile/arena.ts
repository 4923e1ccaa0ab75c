// Machines that are attacked one program after the other, with what each was like before.
import type { Compiler } from '#guest/compile.js';
import { openImage, type Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { Machine } from '#hosts/worker/machine.js';
import type { ClockOptions } from '#machine/guest-machine.js';
import { changesOf, lookAtGuest, type GuestState } from './guest-state.js';
import { runHonest, type HonestResult } from './honest.js';

/** As `ipclab run --json` takes it: waiting costs nothing, and each run is the same. */
export const VIRTUAL: ClockOptions = { kind: 'virtual', seed: 0, start: VIRTUAL_START };
/** For what happens while a program runs. */
export const REAL: ClockOptions = { kind: 'real' };

export class Arena {
  readonly #free: Seat[];
  readonly #waiting: ((seat: Seat) => void)[] = [];

  private constructor(seats: Seat[]) {
    this.#free = seats;
  }

  static async open(machines: number, clock: ClockOptions): Promise<Arena> {
    const image = await openImage();
    return new Arena(await Promise.all(Array.from({ length: machines }, () => Seat.take(image, clock))));
  }

  /** Does something with a machine that nobody else uses meanwhile. */
  async with(work: (seat: Seat) => Promise<void>): Promise<void> {
    const seat = this.#free.pop() ?? (await new Promise<Seat>((take) => this.#waiting.push(take)));
    try {
      await work(seat);
    } catch (error) {
      // Whatever it is, the next attack shall not pay for it.
      await seat.replace();
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next) next(seat);
      else this.#free.push(seat);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#free.map((seat) => seat.machine[Symbol.asyncDispose]()));
  }
}

/** A place for a machine, and for the next one when it is lost. */
export class Seat {
  machine!: Machine;
  readonly #image: Image;
  readonly #clock: ClockOptions;
  #honest!: HonestResult;
  #before!: GuestState;

  private constructor(image: Image, clock: ClockOptions) {
    this.#image = image;
    this.#clock = clock;
  }

  static async take(image: Image, clock: ClockOptions): Promise<Seat> {
    const seat = new Seat(image, clock);
    await seat.#start();
    return seat;
  }

  get compiler(): Compiler {
    return this.#image.manifest.compiler;
  }

  /** Another machine from the same snapshot. */
  async replace(): Promise<void> {
    await this.machine[Symbol.asyncDispose]();
    const before = this.#honest;
    await this.#start();
    // The replacement must do what the one before did.
    this.#honest = before;
  }

  /** Runs the honest program. Sentences about what is not as it was before the first attack. */
  async whatIsDifferent(): Promise<string[]> {
    const honest = await runHonest(this.machine, this.#image);
    const differences = Object.entries(this.#honest)
      .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(honest[name as keyof HonestResult]))
      .map(([name, value]) => {
        const now = JSON.stringify(honest[name as keyof HonestResult]);
        return `the honest program's ${name} is ${now}, and was ${JSON.stringify(value)}`;
      });
    return [...differences, ...(await changesOf(this.machine, this.#before))];
  }

  async #start(): Promise<void> {
    this.machine = await launch(this.#image, { clock: this.#clock });
    // The first run of all makes the agent take what it keeps.
    await runHonest(this.machine, this.#image);
    this.#honest = await runHonest(this.machine, this.#image);
    this.#before = await lookAtGuest(this.machine);
  }
}
