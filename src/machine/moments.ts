// Moments that a machine with a virtual clock goes back to.
import type { Agent, SessionMark } from '#guest/agent.js';
import { IpclabError } from '#util/error.js';
import { following } from './directed.js';
import type { Emulator, EmulatorMark } from './emulator.js';
import type { EventSummary, LoggingPort } from './event-log.js';
import type { Schedule } from './schedule.js';
import { INSTRUCTIONS_PER_MS } from './timing.js';
import type { Trace } from './trace.js';
import { Tracer } from './tracer.js';
import type { ClockMark, VirtualTiming } from './virtual-timing.js';

/** Everything of a machine but its agent's client. */
interface Moment {
  readonly clock: ClockMark;
  readonly emulator: EmulatorMark;
  readonly log: EventSummary;
}

/** Between two requests. */
interface Mark extends Moment {
  readonly session: SessionMark;
}

/** In the midst of a piece of work. */
interface Within extends Moment {
  readonly key: string;
  /** Instructions since the mark. */
  readonly at: number;
  /** What had come out of the guest by then, by turns of the processor. */
  readonly received: readonly (readonly Uint8Array[])[];
}

export interface AgainOptions {
  readonly schedule: Schedule;
  /** What an earlier trace from this moment says; without it the schedule has to begin at 0. */
  readonly agents: readonly string[] | undefined;
  /** Work with the same key has the guest do the same up to where its schedule begins. */
  readonly key: string;
}

export interface Traced<T> {
  readonly result: T;
  readonly trace: Trace;
}

/** v86 lets a turn of the processor take 1 ms of its clock, and ends the slice that it is at. */
const TURN = 1.1 * INSTRUCTIONS_PER_MS;

export class Moments {
  readonly #timing: VirtualTiming;
  readonly #emulator: Emulator;
  readonly #log: LoggingPort;
  readonly #agent: Agent;
  #mark: Mark | undefined;
  #within: Within | undefined;
  /** Of the work before. */
  #key: string | undefined;

  constructor(timing: VirtualTiming, emulator: Emulator, log: LoggingPort, agent: Agent) {
    this.#timing = timing;
    this.#emulator = emulator;
    this.#log = log;
    this.#agent = agent;
  }

  /** Remembers this one, between two requests. */
  async mark(): Promise<void> {
    this.#within = this.#key = undefined;
    this.#mark = { ...(await this.#moment()), session: this.#agent.mark() };
  }

  /** Back to the one that was marked last; every job and transfer since is rejected. */
  async goBack(): Promise<void> {
    await this.#goTo(this.#marked);
  }

  /**
   * Does a piece of work from the mark on, under a schedule that counts from there, and looks at all that the guest's programs do where
   * the processor stops after each basic block.
   *
   * What comes before the schedule begins is the same each time. When the same work is done for the second time, a moment shortly
   * before is remembered, too, and from then on the guest goes on from there, while the agent's client is told once more what it was told.
   *
   * @param work knows of the guest only what comes from it
   */
  async again<T>({ schedule, agents, key }: AgainOptions, work: () => Promise<T>): Promise<Traced<T>> {
    const timing = this.#timing;
    const { instructions: start } = this.#marked.clock;
    const known = agents !== undefined && key === this.#key;
    this.#key = agents && key;
    const within = known && this.#within?.key === key && this.#within.at <= schedule.from ? this.#within : undefined;
    await this.#goTo(this.#marked, within);
    const { slices, processor } = this.#emulator;
    const tracer = new Tracer(processor, () => timing.instructions - start, agents);
    const result = await following({ timing, slices, processor }, { schedule, start, tracer }, () => {
      if (within) return this.#resume(within, work);
      return known ? this.#remembering(key, schedule, work) : work();
    });
    // What is asked about it is answered before the guest goes back again.
    this.#emulator.turns.endWithAnswers = true;
    return { result, trace: tracer.trace };
  }

  get #marked(): Mark {
    if (!this.#mark) throw new IpclabError('usage', 'the machine has no moment to go back to');
    return this.#mark;
  }

  async #moment(): Promise<Moment> {
    const clock = this.#timing.mark();
    // v86's devices keep times of its clock: it shows the same when they are saved and when they are restored.
    this.#timing.stand(clock.latest);
    const emulator = await this.#emulator.mark();
    this.#timing.goBack(clock);
    return { clock, emulator, log: this.#log.summary };
  }

  /** @param moment later than the mark; its client has to be told what happened in between */
  async #goTo(mark: Mark, moment: Moment = mark): Promise<void> {
    this.#emulator.turns.endWithAnswers = false;
    this.#timing.stand(moment.clock.latest);
    await this.#emulator.goBack(moment.emulator);
    this.#timing.goBack(moment.clock);
    this.#log.goBack(moment.log);
    this.#agent.goBack(mark.session);
  }

  async #resume<T>({ received }: Within, work: () => Promise<T>): Promise<T> {
    const begun: Promise<T>[] = [];
    await this.#timing.still(() =>
      this.#log.repeat(received, () => {
        const working = work();
        // It is heard below.
        working.catch(() => undefined);
        begun.push(working);
      }),
    );
    const [result] = await Promise.all(begun);
    return result as T;
  }

  async #remembering<T>(key: string, schedule: Schedule, work: () => Promise<T>): Promise<T> {
    const timing = this.#timing;
    const { instructions: start } = this.#marked.clock;
    let remembered = Promise.resolve();
    const remember = async (received: Within['received']): Promise<void> => {
      const at = timing.instructions - start;
      if (at > schedule.from) return;
      this.#within = { ...(await this.#moment()), key, at, received };
      timing.follow(schedule, start);
    };
    const received = this.#log.keep(() => timing.turns);
    timing.pauseAt(start + schedule.from - TURN, () => (remembered = remember(received.splice(0))));
    try {
      return await work();
    } finally {
      timing.pauseAt(Infinity);
      this.#log.keep(undefined);
      await remembered;
    }
  }
}
