// What runs on the machine: a project's place, its programs and shells, and what the kernel sees of them.
import { effect, signal } from '@preact/signals';
import type { Compiler } from '#guest/compile.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import type { Machine } from '#hosts/worker/machine.js';
import { HangWatch } from '../evidence/hang-watch.js';
import type { MachineLife } from '../session/machine-life.js';
import type { Project, ProjectSource } from '../session/project.js';
import type { Diagnostic, Hang } from '../session/state.js';
import type { Pane } from '../terminal/pane.js';
import type { Panes } from '../terminal/panes.js';
import { runnableOf, type Choice } from './programs.js';
import { Runner } from './runner.js';
import { ProjectContainer } from './project-container.js';

export class Running {
  /** What the compiler said last. */
  readonly diagnostics = signal<readonly Diagnostic[]>([]);
  /** What programs wait for, or have left behind. */
  readonly evidence = signal<Hang | undefined>(undefined);
  /** Whether what the guest waits for is skipped. */
  readonly fastForwarding = signal(false);
  /** The program that Run started last; with its status it has ended. */
  readonly program = signal<{ readonly name: string; readonly status: ExitStatus | undefined } | undefined>(undefined);
  /** Name of the run that Run starts; undefined: the first one. */
  readonly chosen = signal<string | undefined>(undefined);
  /** How often Stop was pressed; it takes a stronger signal each time. */
  readonly pressed = signal(0);

  readonly #life: MachineLife;
  readonly #panes: Panes;
  readonly #source: ProjectSource;
  readonly #compiler: Compiler;
  readonly #runner: Runner;
  readonly #watch = new HangWatch(this.evidence, async () => (await this.#place?.container.evidence()) ?? null);
  #place: ProjectContainer | undefined;

  constructor(life: MachineLife, panes: Panes, source: ProjectSource, compiler: Compiler) {
    this.#life = life;
    this.#panes = panes;
    this.#source = source;
    this.#compiler = compiler;
    this.#runner = new Runner(panes);
    this.#runner.onProgram = (name, status) => {
      this.program.value = { name, status };
    };
    life.onGone = (lost) => {
      if (lost) this.#stopHere();
      else this.#leave();
    };
    life.onRefused = (message) => {
      panes.active.value.screen.say(`[the guest refuses: ${message}]`);
    };
    panes.onActivity = (typed) => {
      this.#watch.active();
      if (typed) life.heart.acted();
      else life.heart.heard();
    };
    // The shell sees what the editor shows.
    panes.onCommand = () => this.#sync();
    effect(() => {
      const busy = panes.busy.value.length > 0;
      this.#watch.running = busy && life.state.value.kind === 'ready';
      if (busy) return;
      this.pressed.value = 0;
      if (this.fastForwarding.peek()) void this.fastForward(false);
    });
  }

  /** Saves, compiles and runs; by default what is in the workspace. */
  async run(project: Project | undefined = this.#source.project()): Promise<void> {
    if (!project || this.#life.state.peek().kind !== 'ready') return;
    const runnable = runnableOf(project);
    const choice = this.choiceOf(runnable.choices);
    if (!choice) {
      this.#panes.active.value.screen.say('[there is no C file with a main function to run]');
      return;
    }
    await this.#life.work(`Compiling ${choice.name}`, async (machine, signal) => {
      await this.#source.save();
      signal.throwIfAborted();
      const place = await this.#enter(machine, signal, project, choice);
      const pane = this.#panes.idle();
      this.#panes.active.value = pane;
      const { ok, diagnostics } = await this.#runner.compile(place, project, choice, runnable, (text) => {
        pane.screen.say(text);
      });
      signal.throwIfAborted();
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
    if (this.#life.state.peek().kind !== 'ready' || this.#panes.busy.peek().length === 0) return;
    this.#runner.stop(this.pressed.peek());
    this.pressed.value++;
    this.#life.heart.acted();
  }

  /** Skips what the guest waits for, until nothing runs any more. */
  async fastForward(on: boolean): Promise<void> {
    this.fastForwarding.value = on;
    // A machine that is lost is told by its own end.
    await this.#life.machine?.fastForward(on).catch(() => undefined);
  }

  /** A shell beside what is there, in the folder of the workspace's project. */
  async openTerminal(project: Project | undefined = this.#source.project()): Promise<void> {
    if (!project || this.#life.state.peek().kind !== 'ready') return;
    await this.#life.work('Opening a terminal', async (machine, signal) => {
      await this.#source.save();
      signal.throwIfAborted();
      const capabilities = this.#place?.name === project.name ? this.#place.capabilities : [];
      const place = await this.#enter(machine, signal, project, { capabilities });
      this.#runner.shell(place, this.#panes.add());
    });
  }

  closeTerminal(pane: Pane): void {
    this.#panes.close(pane);
  }

  /** The project's place, with its files as they are here; another project's is given up. */
  async #enter(
    machine: Machine,
    signal: AbortSignal,
    project: Project,
    { run, capabilities = run?.capabilities ?? [] }: Partial<Choice> & Pick<Partial<ProjectContainer>, 'capabilities'>,
  ): Promise<ProjectContainer> {
    let place = this.#place;
    if (!place?.suits(project.name, capabilities)) {
      this.#leave();
      place = await ProjectContainer.open(machine, this.#compiler, project.name, capabilities);
      signal.throwIfAborted();
      this.#place = place;
    }
    await place.put(project.files);
    signal.throwIfAborted();
    return place;
  }

  /** Puts changed files into the place of their project; undefined: nothing has changed. */
  #sync(): Promise<void> | undefined {
    const project = this.#source.project();
    const place = this.#place;
    if (!project || place?.name !== project.name || place.has(project.files)) return undefined;
    return place.put(project.files).catch((error: unknown) => {
      this.#life.fail(error);
    });
  }

  /** Closes the terminals and what they ran in. */
  #leave(): void {
    this.#panes.closeAll();
    this.#watch.stop();
    void this.#place?.container.close().catch(() => undefined);
    this.#place = undefined;
  }

  /** The machine is gone; what the terminals show stays to be read. */
  #stopHere(): void {
    this.#watch.stop();
    for (const pane of this.#panes.all.value) {
      pane.disconnect();
      pane.screen.say('[the machine has stopped]');
    }
    this.#place = undefined;
  }
}
