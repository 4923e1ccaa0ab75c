// The life of a page's machine: started, worked with, reset, lost and started again. How that goes is told by signals.
import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { LaunchOptions } from '#hosts/browser/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import { hasCode, IpclabError } from '#util/error.js';
import type { Pane } from '../terminal/pane.js';
import { ConsoleFeed } from './console-feed.js';
import { CONSOLE_WINDOW } from './console-line.js';
import { panicked, problemOf } from './failure.js';
import { Heartbeat } from './heartbeat.js';
import type { LifeState, Problem, Progress } from './state.js';

/** A file that each image has, read to see whether the guest answers. */
const ANSWER = { path: '/etc/hostname', maxSize: 1024 };

type Start = 'snapshot' | 'power-on';

/** What of a terminal the console needs. */
type ConsolePane = Pick<Pane, 'receive' | 'connect' | 'disconnect'> & {
  readonly screen: Pick<Pane['screen'], 'clear'>;
};

export class MachineLife {
  /** Bytes, while parts are loading. */
  readonly progress = signal<Progress | undefined>(undefined);
  readonly heart = new Heartbeat(async () => {
    await this.#machine?.get(ANSWER.path, ANSWER.maxSize);
  });
  /** Called when nothing is left of what ran; `lost`: the machine itself is gone with it. */
  onGone: ((lost: boolean) => void) | undefined;
  /** Told what the guest refused, which costs nobody the machine. */
  onRefused: ((message: string) => void) | undefined;
  /** Told why the machine goes on without its compiled code. */
  onCold: ((message: string) => void) | undefined;

  readonly #state = signal<LifeState>({ kind: 'starting', what: 'Starting the machine' });
  readonly #launch: (options: LaunchOptions) => Promise<Machine>;
  readonly #console: ConsolePane;
  #machine: Machine | undefined;
  #from: Start = 'snapshot';
  /** Ends whatever belongs to the machine that is there now. */
  #life = new AbortController();
  /** What is done with the machine at the moment; aborted when that no longer counts. */
  #work = new AbortController();
  #resetting: Promise<void> | undefined;

  constructor(launch: (options: LaunchOptions) => Promise<Machine>, console: ConsolePane) {
    this.#launch = launch;
    this.#console = console;
  }

  get state(): ReadonlySignal<LifeState> {
    return this.#state;
  }

  get machine(): Machine | undefined {
    return this.#machine;
  }

  /**
   * Settles once something can be done with the machine.
   *
   * @throws IpclabError `machine-lost` when it is lost before
   */
  async ready(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const stop = this.#state.subscribe((state) => {
        if (state.kind === 'ready') resolve();
        else if (state.kind === 'lost') reject(new IpclabError('machine-lost', state.problem.sentence));
        else return;
        // The first call comes before there is something to stop.
        queueMicrotask(() => {
          stop();
        });
      });
    });
  }

  /** Starts the machine, or another one in the place of one that is lost; how that goes is told by {@link state}. */
  start(): Promise<void> {
    return this.#begin('snapshot');
  }

  /** Another machine from power-on, for a person to see its whole boot on the console. */
  boot(): Promise<void> {
    return this.#begin('power-on');
  }

  /** Back to the snapshot: nothing that ran, no file of the guest and no work that was under way is left. */
  reset(): Promise<void> {
    return (this.#resetting ??= this.#reset().finally(() => (this.#resetting = undefined)));
  }

  /**
   * Does something with the machine. What the guest refuses is told, and any other failure ends the machine, unless the
   * machine was reset or ended meanwhile: then nothing of this work counts any more.
   *
   * @param what in words, while it lasts; undefined: a person need not wait for it, and what that person does comes first
   * @param work given a signal that says whether it still counts
   * @returns when it is over, or no longer counts
   */
  async work(what: string | undefined, work: (machine: Machine, signal: AbortSignal) => Promise<void>): Promise<void> {
    const machine = this.#machine;
    if (!machine) return;
    this.#work.abort();
    const { signal } = (this.#work = new AbortController());
    if (what !== undefined) this.#state.value = { kind: 'busy', what };
    try {
      await Promise.race([work(machine, signal), aborted(signal)]);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
    if (!signal.aborted && this.#state.peek().kind === 'busy') this.#state.value = { kind: 'ready' };
  }

  /** A refusal of the guest is told; everything else ends the machine. */
  fail(error: unknown): void {
    if (hasCode(error, 'guest-refused')) this.onRefused?.(error.message);
    else this.#lose(problemOf(error));
  }

  async #reset(): Promise<void> {
    // A machine that was booted has no snapshot to go back to.
    if (!this.#machine || this.#from === 'power-on') return this.start();
    await this.work('Resetting the machine', async (machine) => {
      this.onGone?.(false);
      this.#console.screen.clear();
      await machine.reset();
    });
  }

  async #begin(from: Start): Promise<void> {
    this.#end();
    this.onGone?.(false);
    this.#console.screen.clear();
    const { signal } = (this.#life = new AbortController());
    const what = from === 'snapshot' ? 'Starting the machine' : 'Booting the machine';
    batch(() => {
      this.#state.value = { kind: 'starting', what };
      this.progress.value = undefined;
    });
    this.#from = from;
    const feed = new ConsoleFeed(this.#console, (text) => {
      this.#lose(panicked(text));
    });
    try {
      const machine = await this.#launch({
        from,
        signal,
        consoleWindow: CONSOLE_WINDOW,
        onProgress: (progress) => {
          if (!signal.aborted) this.progress.value = progress;
        },
        onCold: ({ message }) => {
          if (!signal.aborted) this.onCold?.(message);
        },
        onConsole: (bytes) => {
          if (!signal.aborted) feed.receive(bytes);
        },
      });
      if (signal.aborted) {
        await machine[Symbol.asyncDispose]();
        return;
      }
      this.#machine = machine;
      machine.lost.catch((error: unknown) => {
        if (!signal.aborted) this.#lose(problemOf(error));
      });
      feed.connect(machine);
      this.#state.value = { kind: 'ready' };
    } catch (error) {
      if (!signal.aborted) this.#lose(problemOf(error));
    }
  }

  #lose(problem: Problem): void {
    this.#end();
    this.onGone?.(true);
    this.#state.value = { kind: 'lost', problem };
  }

  #end(): void {
    this.#life.abort();
    this.#work.abort();
    this.heart.heard();
    this.#console.disconnect();
    const machine = this.#machine;
    this.#machine = undefined;
    void machine?.[Symbol.asyncDispose]();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
