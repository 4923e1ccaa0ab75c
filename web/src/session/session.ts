// The machine of a page: started, used, reset, lost and started again. What happens is told by signals.
import { batch, computed, effect, signal } from '@preact/signals';
import type { ExitStatus } from '#protocol/exec-spec.js';
import { launch } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import type { Machine } from '#hosts/worker/machine.js';
import { IpclabError } from '#util/error.js';
import { checkLab } from '../check/check-lab.js';
import { Checker } from '../check/checker.js';
import { HangWatch } from '../evidence/hang-watch.js';
import { runnableOf, type Choice } from '../run/programs.js';
import { Runner } from '../run/runner.js';
import { Workplace } from '../run/workplace.js';
import { Meter } from '../terminal/meter.js';
import type { Pane } from '../terminal/pane.js';
import { Panes } from '../terminal/panes.js';
import { CONSOLE_WINDOW, consoleLine } from './console-line.js';
import { panicked, problemOf } from './failure.js';
import { Heartbeat } from './heartbeat.js';
import { PanicWatch } from './panic.js';
import type { Project, ProjectSource } from './project.js';
import type { Checks, Diagnostic, Hang, Problem, Progress, SessionState } from './state.js';

/** A file that each image has, read to see whether the guest answers. */
const ANSWER = { path: '/etc/hostname', maxSize: 1024, timeout: 10_000 };

type Start = 'snapshot' | 'power-on';

export class Session {
  readonly panes = new Panes();
  /** Bytes, while parts are loading. */
  readonly progress = signal<Progress | undefined>(undefined);
  /** What the compiler said last. */
  readonly diagnostics = signal<readonly Diagnostic[]>([]);
  readonly checks = signal<Checks>({ kind: 'none' });
  /** What programs wait for, or have left behind. */
  readonly evidence = signal<Hang | undefined>(undefined);
  /** Whether what the guest waits for is skipped. */
  readonly fastForwarding = signal(false);
  /** The program that Run started last; with its status it has ended. */
  readonly program = signal<{ readonly name: string; readonly status: ExitStatus | undefined } | undefined>(undefined);
  /** What Run and Check take. */
  readonly source: ProjectSource;
  /** Name of the run that Run starts; undefined: the first one. */
  readonly chosen = signal<string | undefined>(undefined);

  readonly #base = signal<Exclude<SessionState, { kind: 'running' }>>({
    kind: 'starting',
    what: 'Starting the machine',
  });
  readonly #pressed = signal(0);
  readonly state = computed<SessionState>(() => {
    const { busy } = this.panes;
    if (this.#base.value.kind !== 'ready' || busy.value.length === 0) return this.#base.value;
    const what = busy.value.map(({ note, name }) => note.value || name).join(', ');
    return { kind: 'running', what, pressed: this.#pressed.value };
  });

  /** Whether the machine's whole boot can be shown. */
  readonly boots: boolean;
  readonly #parts: Parts;
  readonly #runner = new Runner(this.panes);
  readonly #watch = new HangWatch(this.evidence, async () => (await this.#place?.container.evidence()) ?? null);
  readonly #heart = new Heartbeat(async () => {
    await this.#machine?.get(ANSWER.path, ANSWER.maxSize, { timeout: ANSWER.timeout });
  });
  #machine: Machine | undefined;
  #place: Workplace | undefined;
  #from: Start = 'snapshot';
  /** Ends whatever belongs to the machine that is there now. */
  #life = new AbortController();
  readonly #checker: Checker;
  #checking: AbortController | undefined;

  /** Call {@link start} once the page is there. */
  constructor({ parts }: { readonly parts: Parts }, source: ProjectSource) {
    this.#parts = parts;
    this.boots = parts.boots;
    this.#checker = new Checker(parts);
    this.source = source;
    this.#runner.onProgram = (name, status) => {
      this.program.value = { name, status };
    };
    this.panes.onActivity = (typed) => {
      this.#watch.active();
      if (typed) this.#heart.acted();
      else this.#heart.heard();
    };
    // The shell sees what the editor shows.
    this.panes.onCommand = () => this.#sync();
    effect(() => {
      this.#watch.running = this.state.value.kind === 'running';
      if (this.panes.busy.value.length > 0) return;
      this.#pressed.value = 0;
      if (this.fastForwarding.peek()) void this.fastForward(false);
    });
  }

  /** Starts the machine; how that goes is told by {@link state}. */
  start(): Promise<void> {
    return this.#begin('snapshot');
  }

  /** Another machine in the place of one that is lost. */
  restart(): Promise<void> {
    return this.#begin('snapshot');
  }

  /** Another machine from power-on, for a person to see its whole boot on the console. */
  boot(): Promise<void> {
    return this.#begin('power-on');
  }

  /** Back to the snapshot: nothing that ran and no file of the guest is left. */
  async reset(): Promise<void> {
    const machine = this.#machine;
    // A machine that was booted has no snapshot to go back to.
    if (!machine || this.#from === 'power-on') return this.#begin('snapshot');
    await this.#guarded('Resetting the machine', async () => {
      this.#leave();
      this.panes.console.screen.clear();
      await machine.reset();
    });
  }

  /** Saves, compiles and runs; by default what is in the workspace. */
  async run(project: Project | undefined = this.source.project()): Promise<void> {
    if (!project || this.#base.peek().kind !== 'ready') return;
    const runnable = runnableOf(project);
    const choice = this.choiceOf(runnable.choices);
    if (!choice) {
      this.panes.active.value.screen.say('[there is no C file with a main function to run]');
      return;
    }
    await this.#guarded(`Compiling ${choice.name}`, async () => {
      await this.source.save();
      const place = await this.#enter(project, choice);
      const pane = this.panes.idle();
      this.panes.active.value = pane;
      const { ok, diagnostics } = await this.#runner.compile(place, project, choice, runnable, (text) => {
        pane.screen.say(text);
      });
      this.diagnostics.value = diagnostics;
      this.evidence.value = undefined;
      if (ok) await this.#runner.start(place, project, choice, pane);
      else {
        pane.note.value = 'does not compile';
        this.#runner.shell(place, pane);
      }
    });
  }

  /** What Run would start among these. */
  choiceOf(choices: readonly Choice[]): Choice | undefined {
    return choices.find(({ name }) => name === this.chosen.value) ?? choices[0];
  }

  /** Interrupts what runs, as Ctrl-C does; pressed again it takes SIGTERM, then SIGKILL. */
  stop(): void {
    if (this.state.peek().kind !== 'running') return;
    this.#runner.stop(this.#pressed.peek());
    this.#pressed.value++;
    this.#heart.acted();
  }

  /** Runs the checks of the example or the lab on a machine of their own. */
  async check(project: Project | undefined = this.source.project()): Promise<void> {
    if ((!project?.example && !project?.lab) || this.#checking) return;
    const { name, example, lab, files } = project;
    const stop = (this.#checking = new AbortController());
    this.checks.value = { kind: 'checking', name };
    try {
      await this.source.save();
      const parts = example
        ? await this.#checker.check(project, example, stop.signal)
        : lab
          ? await checkLab(this.#parts, lab, files, stop.signal)
          : [];
      const passed = parts.length > 0 && parts.every(({ problems }) => problems.length === 0);
      this.checks.value = { kind: 'done', name, passed, parts, later: lab?.checksLater ?? 0 };
    } catch (error) {
      this.checks.value = stop.signal.aborted ? { kind: 'none' } : { kind: 'failed', name, problem: problemOf(error) };
    } finally {
      this.#checking = undefined;
    }
  }

  /** Gives up the checks that are under way. */
  stopCheck(): void {
    this.#checking?.abort();
  }

  /** Skips what the guest waits for, until nothing runs any more. */
  async fastForward(on: boolean): Promise<void> {
    this.fastForwarding.value = on;
    // A machine that is lost is told by its own end.
    await this.#machine?.fastForward(on).catch(() => undefined);
  }

  /** A shell beside what is there, in the folder of the workspace's project. */
  async openTerminal(project: Project | undefined = this.source.project()): Promise<void> {
    if (!project || this.#base.peek().kind !== 'ready') return;
    await this.#guarded('Opening a terminal', async () => {
      await this.source.save();
      const place = this.#place?.name === project.name ? this.#place : await this.#enter(project);
      await place.put(project.files);
      this.#runner.shell(place, this.panes.add());
    });
  }

  closeTerminal(pane: Pane): void {
    this.panes.close(pane);
  }

  async #begin(from: Start): Promise<void> {
    this.#end();
    this.panes.closeAll();
    this.panes.console.screen.clear();
    const life = (this.#life = new AbortController());
    const what = from === 'snapshot' ? 'Starting the machine' : 'Booting the machine';
    batch(() => {
      this.#base.value = { kind: 'starting', what };
      this.progress.value = undefined;
    });
    this.#from = from;
    const panic = new PanicWatch();
    const meter = new Meter(CONSOLE_WINDOW);
    /** What was shown while there was nobody to tell it to: a boot's messages. */
    let early = 0;
    const { console } = this.panes;
    try {
      const machine = await launch(this.#parts, {
        from,
        signal: life.signal,
        consoleWindow: CONSOLE_WINDOW,
        onProgress: (progress) => {
          if (!life.signal.aborted) this.progress.value = progress;
        },
        onConsole: (bytes) => {
          if (life.signal.aborted) return;
          const text = panic.push(bytes);
          console.receive(bytes, () => {
            const grant = meter.taken(bytes.length);
            if (this.#machine && grant > 0) this.#machine.grantConsole(grant).catch(() => undefined);
            else early += grant;
          });
          if (text !== undefined) this.#lose(panicked(text));
        },
      });
      if (life.signal.aborted) {
        await machine[Symbol.asyncDispose]();
        return;
      }
      this.#machine = machine;
      if (early > 0) void machine.grantConsole(early);
      machine.lost.catch((error: unknown) => {
        if (!life.signal.aborted) this.#lose(problemOf(error));
      });
      console.connect(consoleLine(machine), 'shell');
      this.#base.value = { kind: 'ready' };
    } catch (error) {
      if (!life.signal.aborted) this.#lose(problemOf(error));
    }
  }

  /** The project's place, with its files as they are here; another project's is given up. */
  async #enter(project: Project, choice?: Choice): Promise<Workplace> {
    const machine = this.#machine;
    if (!machine) throw new Error('there is no machine');
    const capabilities = choice?.run?.capabilities ?? [];
    if (!this.#place?.suits(project.name, capabilities)) {
      this.#leave();
      this.#place = await Workplace.open(machine, this.#parts.manifest.compiler, project.name, capabilities);
    }
    await this.#place.put(project.files);
    return this.#place;
  }

  /** Puts changed files into the place of their project; undefined: nothing has changed. */
  #sync(): Promise<void> | undefined {
    const project = this.source.project();
    const place = this.#place;
    if (!project || place?.name !== project.name || place.has(project.files)) return undefined;
    return place.put(project.files).catch((error: unknown) => {
      this.#tell(error);
    });
  }

  #leave(): void {
    this.panes.closeAll();
    this.#watch.stop();
    void this.#place?.container.close().catch(() => undefined);
    this.#place = undefined;
  }

  /** Does something with the machine; what goes wrong with it is a lost machine or a line in the terminal. */
  async #guarded(what: string, work: () => Promise<void>): Promise<void> {
    const { signal: life } = this.#life;
    this.#base.value = { kind: 'compiling', what };
    try {
      await work();
    } catch (error) {
      if (!life.aborted) this.#tell(error);
    }
    if (!life.aborted && this.#base.peek().kind === 'compiling') this.#base.value = { kind: 'ready' };
  }

  /** A refusal of the guest belongs into the terminal; everything else ends the machine. */
  #tell(error: unknown): void {
    if (error instanceof IpclabError && error.code === 'guest-refused') {
      this.panes.active.value.screen.say(`[the guest refuses: ${error.message}]`);
    } else this.#lose(problemOf(error));
  }

  #lose(problem: Problem): void {
    this.#end();
    for (const { screen } of this.panes.all.value) screen.say('[the machine has stopped]');
    this.#base.value = { kind: 'lost', problem };
  }

  #end(): void {
    this.#life.abort();
    this.#heart.heard();
    this.#watch.stop();
    for (const pane of this.panes.all.value) pane.disconnect();
    this.#place = undefined;
    const machine = this.#machine;
    this.#machine = undefined;
    void machine?.[Symbol.asyncDispose]();
  }
}
