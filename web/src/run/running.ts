// What runs on the machine: a project's place, its programs and shells, and what the kernel sees of them.
import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Compiler } from '#guest/compile.js';
import { isLacking } from '#guest/lacks.js';
import type { ExitStatus } from '#protocol/exec-spec.js';
import type { Machine } from '#hosts/worker/machine.js';
import { hasCode } from '#util/error.js';
import { Watch } from '../evidence/watch.js';
import { Going } from '../xray/going.js';
import { Recorder } from '../xray/recorder.js';
import type { MachineLife } from '../session/machine-life.js';
import type { Project, ProjectSource } from '../session/project.js';
import type { Diagnostic, Observation } from '../session/state.js';
import type { Pane } from '../terminal/pane.js';
import type { Panes } from '../terminal/panes.js';
import { StoppedTerminal } from '../terminal/stopped-terminal.js';
import { crashFinding } from './diagnostics.js';
import { runnableOf, type Choice } from './programs.js';
import { Runner } from './runner.js';
import { ProjectContainer } from './project-container.js';

/** How often a terminal is tried to be opened that nobody has asked for. */
const TRIES = 3;

export class Running {
  /** What the compiler said last, and where programs crashed since. */
  readonly diagnostics = signal<readonly Diagnostic[]>([]);
  /** Name of the image that has what the compiler lacked for the last program; undefined: it lacked nothing that is known. */
  readonly lacking = signal<string | undefined>(undefined);
  /** Whether what the guest waits for is skipped. */
  readonly fastForwarding = signal(false);
  /** The program that Run started last; with its status it has ended. */
  readonly program = signal<{ readonly name: string; readonly status: ExitStatus | undefined } | undefined>(undefined);
  /** Name of the run that Run starts; undefined: the first one. */
  readonly chosen = signal<string | undefined>(undefined);
  /** What stands after the name of a program that has no runs of its own, as the shell takes it. */
  readonly arguments = signal('');
  /** Standard input of such a program; empty: what is typed in the terminal. */
  readonly input = signal('');
  /** How often Stop was pressed; it takes a stronger signal each time. */
  readonly pressed = signal(0);

  /** What happens in runs, if somebody wants to know. */
  readonly recorder = new Recorder();
  /** Goes to an instant of a run that was recorded. */
  readonly going: Going;

  readonly #life: MachineLife;
  readonly #panes: Panes;
  readonly #source: ProjectSource;
  readonly #compiler: () => Compiler;
  readonly #runner: Runner;
  readonly #watch = new Watch(
    async () => {
      await this.recorder.take();
      return (await this.#place?.container.evidence()) ?? null;
    },
    () => document.hidden,
  );
  #place: ProjectContainer | undefined;
  /** Somebody has run or typed something in the project's terminals. */
  #used = false;
  /** Since the project's place was opened nothing was run, and no line typed in any terminal. */
  #untouched = false;
  /** Prompts whose terminals were not looked into yet. */
  #prompts = 0;

  constructor(life: MachineLife, panes: Panes, source: ProjectSource, compiler: () => Compiler) {
    this.#life = life;
    this.#panes = panes;
    this.#source = source;
    this.#compiler = compiler;
    this.#runner = new Runner(panes);
    this.going = new Going(
      async (course, instant, signal, onTry) => {
        const { goIntoExample } = await import('#hosts/worker/go-there.js');
        return goIntoExample(course.machines, course, instant, signal, onTry);
      },
      (arrival, lines, onOver) => new StoppedTerminal(panes, arrival, lines, onOver),
    );
    this.#runner.onProgram = (name, status) => {
      this.program.value = { name, status };
      if (status) void this.recorder.take();
    };
    this.#runner.onCrashes = (crashes) => {
      if (this.#place && this.#isOpen(this.#place))
        this.diagnostics.value = [...this.diagnostics.value, ...crashes.flatMap(crashFinding)];
    };
    life.onGone = (lost) => {
      if (lost) this.#stopHere();
      else this.#leave();
    };
    life.onRefused = (message) => {
      panes.active.value.screen.say(`[${message}]`);
    };
    life.onCold = (message) => {
      panes.console.screen.say(`[the machine goes on, only slower, without its compiled code: ${message}]`);
    };
    panes.onActivity = (activity) => {
      if (activity.is === 'interrupt') void this.#watch.stopping();
      this.#watch.active(activity.is === 'output' ? activity.bytes : 0);
      if (activity.is === 'output') {
        life.heart.heard();
        return;
      }
      if (activity.line) this.#untouched = false;
      life.heart.acted();
    };
    // The shell sees what the editor shows, and the editor what was done in the shell.
    panes.onCommand = () => {
      this.#used = true;
      return this.#sync();
    };
    panes.onPrompt = () => void this.#atPrompt();
    effect(() => {
      const busy = panes.busy.value.length > 0;
      this.#watch.running = busy && life.state.value.kind === 'ready';
      if (busy) return;
      this.pressed.value = 0;
      if (this.fastForwarding.peek()) void this.fastForward(false);
    });
  }

  /** What programs are at, and what they have left. */
  get seen(): ReadonlySignal<readonly Observation[]> {
    return this.#watch.seen;
  }

  /** Name of the project whose programs and shells are there; undefined: there are none. */
  get projectName(): string | undefined {
    return this.#place?.name;
  }

  /**
   * Saves, compiles and runs what is in the workspace. Who opens another project before there is something to compile has
   * gone on, and nothing runs.
   *
   * @returns the terminal in which a person goes on; undefined: nothing runs
   */
  async run(): Promise<Pane | undefined> {
    const asked = this.#source.project();
    if (!asked || this.#life.state.peek().kind !== 'ready') return undefined;
    const given = { words: this.arguments.peek().trim(), input: this.input.peek() };
    const { name = 'the program' } = this.choiceOf(runnableOf(asked).choices) ?? {};
    let started: Pane | undefined;
    // From the press on: what was seen of the run before says nothing of this one.
    await this.#life.work(`Compiling ${name}`, async (machine, signal) => {
      this.#watch.clear();
      this.recorder.forget();
      // The first run of a visit need not look for what was done to the files.
      if (!this.#untouched) await this.takeOver();
      signal.throwIfAborted();
      const project = this.#source.project();
      if (project?.name !== asked.name) return;
      const runnable = runnableOf(project);
      const choice = this.choiceOf(runnable.choices);
      if (!choice) {
        this.#panes.active.value.screen.say('[there is no C file with a main function to run]');
        return;
      }
      await this.#source.save();
      signal.throwIfAborted();
      const place = await this.#enter(machine, signal, project, choice);
      this.#used = true;
      this.#untouched = false;
      const pane = this.#runner.paneForRun();
      this.#panes.active.value = pane;
      const { ok, diagnostics, messages } = await this.#runner.compile(place, project, choice, runnable, (text) => {
        pane.screen.say(text);
      });
      signal.throwIfAborted();
      if (this.#isOpen(project)) {
        this.diagnostics.value = diagnostics;
        const { lacks } = this.#compiler();
        this.lacking.value = !ok && lacks && isLacking(lacks, messages) ? lacks.instead : undefined;
      }
      if (ok) {
        await this.recorder.begin(place, choice.name, project.files);
        if (!this.#isOpen(project)) this.recorder.forget();
        await this.#runner.start(place, project, choice, pane, given);
        started = pane;
      } else {
        pane.note.value = 'does not compile';
        this.#runner.shell(place, pane);
      }
    });
    return started;
  }

  /** Another project is open: what was given to the programs of the one before, and seen of them, is over; one that runs is seen on. */
  forget(): void {
    this.diagnostics.value = [];
    this.lacking.value = undefined;
    this.arguments.value = '';
    this.input.value = '';
    this.recorder.forget();
    this.going.end();
    this.#watch.forgetPast();
  }

  /** Brings what was done to the project's files in the guest into the editor. */
  async takeOver(): Promise<void> {
    const place = this.#place;
    if (!place || !this.#isOpen(place)) return;
    try {
      const changes = await place.changes();
      if (place === this.#place && this.#isOpen(place)) this.#source.takeOver(changes);
    } catch (error) {
      if (place === this.#place) this.#life.fail(error);
    }
  }

  /** Whether it is the project that is open now, so that what is known of its files is of those in the editor. */
  #isOpen({ name }: Pick<Project, 'name'>): boolean {
    return this.#source.project()?.name === name;
  }

  /** What Run would start among these. */
  choiceOf(choices: readonly Choice[]): Choice | undefined {
    return choices.find(({ name }) => name === this.chosen.value) ?? choices[0];
  }

  /** Interrupts what runs, as Ctrl-C does; pressed again it takes SIGTERM, then SIGKILL. */
  stop(): void {
    if (this.#life.state.peek().kind !== 'ready' || this.#panes.busy.peek().length === 0) return;
    void this.#watch.stopping();
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

  /** A terminal in the project's folder, unless there is one, or somebody has used another project's: that is left as it is. */
  async settle(): Promise<void> {
    const project = this.#source.project();
    if (!project || this.#place?.name === project.name || (this.#place && this.#used)) return;
    // A busy guest may refuse it, and nobody has asked for it: it is tried again, and then left to whoever presses Run.
    for (let tries = 0; tries < TRIES && this.#place?.name !== project.name; tries++) {
      await this.#open(project, undefined);
      if (this.#life.state.peek().kind !== 'ready' || this.#source.project()?.name !== project.name) return;
    }
  }

  /** A shell beside what is there, in the folder of the workspace's project. */
  async openTerminal(): Promise<void> {
    await this.takeOver();
    const project = this.#source.project();
    if (!project || this.#life.state.peek().kind !== 'ready') return;
    await this.#open(project, 'Opening a terminal');
  }

  closeTerminal(pane: Pane): void {
    this.#panes.close(pane);
  }

  /** @param told what is said meanwhile; undefined: nothing, and nothing of a refusal either */
  async #open(project: Project, told: string | undefined): Promise<void> {
    await this.#life.work(told, async (machine, signal) => {
      await this.#source.save();
      signal.throwIfAborted();
      const capabilities = this.#place?.name === project.name ? this.#place.capabilities : [];
      try {
        const place = await this.#enter(machine, signal, project, { capabilities });
        this.#runner.shell(place, this.#panes.add());
      } catch (error) {
        if (told !== undefined || !hasCode(error, 'guest-refused')) throw error;
      }
    });
  }

  /** What ran in a terminal has ended: its work comes to the editor, and what it left behind is told. */
  async #atPrompt(): Promise<void> {
    this.#prompts++;
    if (this.#prompts > 1) return;
    // One after the other, or the look would find what reads the folder; and once more for prompts that came meanwhile.
    for (let done = 0; done < this.#prompts;) {
      done = this.#prompts;
      await this.recorder.take();
      await this.takeOver();
      await this.#watch.ended();
    }
    this.#prompts = 0;
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
      place = await ProjectContainer.open(machine, this.#compiler(), project.name, capabilities);
      // Somebody did something else meanwhile, which has a place of its own.
      if (signal.aborted) void place.container.close().catch(() => undefined);
      signal.throwIfAborted();
      this.#place = place;
      this.#used = false;
      this.#untouched = true;
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
    return this.takeOver().then(async () => {
      if (place !== this.#place) return;
      await place.put(this.#source.project()?.files ?? project.files).catch((error: unknown) => {
        this.#life.fail(error);
      });
    });
  }

  /** Closes the terminals and what they ran in. */
  #leave(): void {
    this.going.end();
    this.#panes.closeAll();
    this.#watch.clear();
    this.recorder.stop();
    void this.#place?.container.close().catch(() => undefined);
    this.#place = undefined;
  }

  /** The machine is gone; what the terminals show stays to be read. */
  #stopHere(): void {
    this.#watch.clear();
    this.recorder.stop();
    for (const pane of [this.#panes.console, ...this.#panes.terminals.value]) {
      pane.disconnect();
      pane.screen.say('[the machine has stopped]');
    }
    this.#place = undefined;
  }
}
