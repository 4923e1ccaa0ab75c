// A machine inside its own realm: the emulator with the agent's session on top, and its clock.
import { Agent } from '#guest/agent.js';
import { NONCE_SIZE } from '#protocol/frame-spec.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { aiming, following, type Directed } from './directed.js';
import { Emulator, type ColdStart, type EmulatorOptions, type SavedState } from './emulator.js';
import type { Schedule } from './schedule.js';
import { LoggingPort, type EventSummary } from './event-log.js';
import { Moments, type AgainOptions, type Traced } from './moments.js';
import {
  requireWarm,
  unpackSnapshot,
  unpackWarm,
  type LearntCode,
  type PackedSnapshot,
  type Snapshot,
} from './snapshot.js';
import { RealTiming } from './timing.js';
import { Tracer } from './tracer.js';
import { VirtualTiming, type VirtualOptions } from './virtual-timing.js';

/** A person's machine goes with this machine's clock; a scripted run counts instructions, and repeats. */
export type ClockOptions = { readonly kind: 'real' } | ({ readonly kind: 'virtual' } & VirtualOptions);

/** From an image's snapshot, unpacked already or here in the machine's worker. */
export interface WarmStart {
  readonly from: 'snapshot';
  readonly snapshot: Snapshot | PackedSnapshot;
  /** Keep compiled code when it goes back to the snapshot, for {@link GuestMachine.learnt}. Default: false. */
  readonly learns?: boolean | undefined;
}

export interface MachineOptions extends Omit<EmulatorOptions, 'start'> {
  readonly start: ColdStart | WarmStart;
  readonly clock: ClockOptions;
  /** Run a login shell on the serial console. */
  readonly console: boolean;
  /**
   * Bytes of the console that may be under way to whoever shows it. The machine stands still when there are more, until
   * {@link GuestMachine.grantConsole}; absent: any number.
   */
  readonly consoleWindow?: number | undefined;
}

/** What a machine with a virtual clock has done since its start. */
export interface Account extends EventSummary {
  readonly instructions: number;
  /** Time of the guest, ms. */
  readonly elapsed: number;
}

/** Bytes that go into the guest's random pool at each start; a full seed of the kernel's generator is 32. */
const ENTROPY_SIZE = 64;

export class GuestMachine {
  readonly agent: Agent;
  readonly #emulator: Emulator;
  readonly #timing: RealTiming | VirtualTiming;
  readonly #log: LoggingPort;
  readonly #options: MachineOptions;
  /** Bytes of the console that nobody has taken yet. */
  #consoleUnderWay = 0;
  #moments: Moments | undefined;
  /** The request before the next one, with a virtual clock. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(emulator: Emulator, timing: RealTiming | VirtualTiming, options: MachineOptions) {
    this.#emulator = emulator;
    this.#timing = timing;
    this.#options = options;
    this.#log = new LoggingPort(emulator.agentPort, () => (timing instanceof VirtualTiming ? timing.instructions : 0));
    this.agent = new Agent(this.#log, () => timing.elapsed);
  }

  /**
   * Makes a machine and leaves it stopped; {@link start} starts it.
   *
   * @param onConsole takes what the guest writes to its serial console, from the first byte on
   */
  static async create(options: MachineOptions, onConsole: (bytes: Uint8Array) => void): Promise<GuestMachine> {
    const { clock } = options;
    const timing = clock.kind === 'virtual' ? new VirtualTiming(clock) : new RealTiming();
    const emulator = await Emulator.create({ ...options, start: await startOf(options) }, timing);
    timing.countWith(emulator.countInstructions);
    const machine = new GuestMachine(emulator, timing, options);
    emulator.onConsole = (bytes) => {
      machine.#count(bytes.length);
      onConsole(bytes);
    };
    return machine;
  }

  /** Starts it and shakes hands with its agent. */
  async start(): Promise<void> {
    this.#emulator.run();
    await this.during(async () => {
      if (this.#options.start.from === 'power-on') await this.agent.booted;
      await this.#shakeHands();
    });
  }

  /**
   * Another number than before when the machine has gone on, or is told to stand still. A guest that owes an answer for
   * too long is given up here.
   */
  get progress(): number {
    this.agent.requireAnswers();
    return this.#timing.turns;
  }

  /**
   * Does something with the guest. With a virtual clock the guest runs only while something is done, and one thing at a
   * time, so that it is always found at the instruction where the last one left it.
   */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const timing = this.#timing;
    if (timing instanceof RealTiming) return work();
    const turn = this.#last.then(async () => {
      timing.begin();
      try {
        return await work();
      } finally {
        timing.end();
      }
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Back to the snapshot; every job and transfer is rejected.
   *
   * @param course with a virtual clock: another course of time than before
   */
  async reset(course?: VirtualOptions): Promise<void> {
    if (course) this.#requireVirtualTime().choose(course);
    this.#log.clear();
    await this.#emulator.reset();
    await this.#shakeHands();
  }

  /** Remembers this moment, between two requests, for {@link goBack} and {@link again}. It takes a virtual clock. */
  async mark(): Promise<void> {
    await this.#requireMoments().mark();
  }

  /** Back to the moment that it remembers last; every job and transfer since is rejected. */
  async goBack(): Promise<void> {
    await this.#requireMoments().goBack();
  }

  /** Goes back, and does something under a schedule that counts from there; see {@link Moments.again}. */
  async again<T>(options: AgainOptions, work: () => Promise<T>): Promise<Traced<T>> {
    return this.#requireMoments().again(options, work);
  }

  /** Does something under a schedule that counts from now on. It takes a virtual clock. */
  async under<T>(schedule: Schedule, work: () => Promise<T>): Promise<T> {
    const directed = this.#directed;
    return following(directed, { schedule, start: directed.timing.instructions }, work);
  }

  /**
   * The same, and looks at all that the guest's programs do.
   *
   * @param agents what an earlier trace from this moment says; without it the schedule has to begin at 0
   */
  async watching<T>(
    schedule: Schedule,
    agents: readonly string[] | undefined,
    work: () => Promise<T>,
  ): Promise<Traced<T>> {
    const directed = this.#directed;
    const { timing, processor } = directed;
    const start = timing.instructions;
    const tracer = new Tracer(processor, () => timing.instructions - start, agents);
    return { result: await following(directed, { schedule, start, tracer }, work), trace: tracer.trace };
  }

  /**
   * Does something, and is told when the guest's clock shows an instant, at the end of the basic block there. Up to it all is as
   * without. It takes a virtual clock.
   *
   * @param elapsed time since the start, ms, see {@link account}
   * @param arrive may send to the guest, which takes it as an interrupt right there
   */
  async aiming<T>(elapsed: number, arrive: () => void, work: () => Promise<T>): Promise<T> {
    return aiming(this.#directed, elapsed, arrive, work);
  }

  /** Ends everything in the guest and saves the machine as a snapshot. The machine is stopped afterwards. */
  async save(): Promise<SavedState> {
    await this.agent.quiesce();
    return this.#emulator.save();
  }

  /** Goes back to the snapshot and returns the code that fits it. The machine is stopped afterwards. */
  async learnt(): Promise<LearntCode> {
    return this.#emulator.learnt();
  }

  /**
   * Takes the compiled code that belongs to its snapshot while the guest goes on; for a machine that was started without.
   *
   * @param packed as it is in the image's file
   */
  async warmUp(packed: Bytes): Promise<void> {
    this.requireRealTime();
    await this.#emulator.warmUp(await unpackWarm(this.#options.wasm, packed));
  }

  /** @throws IpclabError `usage` with a virtual clock, which has no place for a person who acts at any moment */
  requireRealTime(): RealTiming {
    if (this.#timing instanceof RealTiming) return this.#timing;
    throw new IpclabError(
      'usage',
      'a machine with a virtual clock takes scripted runs only; start one with the real clock',
    );
  }

  /** With a virtual clock: from now on a person acts at any moment, and the guest waits as long as it says. */
  attend(): void {
    this.#requireVirtualTime().attend();
  }

  /** @throws IpclabError `usage` where no person may act, see {@link requireRealTime} and {@link attend} */
  requirePerson(): void {
    if (!(this.#timing instanceof VirtualTiming && this.#timing.isAttended)) this.requireRealTime();
  }

  get #directed(): Directed {
    const { slices, processor } = this.#emulator;
    return { timing: this.#requireVirtualTime(), slices, processor };
  }

  #requireMoments(): Moments {
    return (this.#moments ??= new Moments(this.#requireVirtualTime(), this.#emulator, this.#log, this.agent));
  }

  #requireVirtualTime(): VirtualTiming {
    if (this.#timing instanceof VirtualTiming) return this.#timing;
    throw new IpclabError('usage', 'only a machine with a virtual clock has a seed');
  }

  sendConsole(bytes: Uint8Array): void {
    this.requireRealTime();
    this.#emulator.sendConsole(bytes);
  }

  /** So many bytes of the console have been taken. */
  grantConsole(bytes: number): void {
    this.#count(-bytes);
  }

  /** What has happened since the start or the last reset; nothing is counted with the real clock. */
  get account(): Account {
    const { instructions, elapsed } =
      this.#timing instanceof VirtualTiming ? this.#timing : { instructions: 0, elapsed: 0 };
    return { instructions, elapsed, ...this.#log.summary };
  }

  #count(bytes: number): void {
    const { consoleWindow } = this.#options;
    if (consoleWindow === undefined || !(this.#timing instanceof RealTiming)) return;
    this.#consoleUnderWay += bytes;
    if (this.#consoleUnderWay > consoleWindow) this.#timing.hold();
    else this.#timing.release();
  }

  async #shakeHands(): Promise<void> {
    const random = (size: number): Bytes => {
      const bytes = new Uint8Array(size);
      this.#timing.random(bytes);
      return bytes;
    };
    await this.agent.hello({
      console: this.#options.console,
      nonce: random(NONCE_SIZE),
      now: this.#timing.date(),
      entropy: random(ENTROPY_SIZE),
    });
  }
}

/** @throws IpclabError `image-missing` when it has to repeat and the image has no compiled code */
async function startOf({ start, wasm, clock }: MachineOptions): Promise<EmulatorOptions['start']> {
  if (start.from === 'power-on') return start;
  const { snapshot: given, learns } = start;
  const snapshot = 'devices' in given ? given : await unpackSnapshot(wasm, given);
  if (clock.kind === 'virtual' && learns !== true) requireWarm(snapshot);
  return { from: 'snapshot', snapshot, learns };
}
