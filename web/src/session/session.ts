// A page's machine and what is done with it: its life, what runs on it, and what is checked beside it.
import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals';
import { launch } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import type { LabQuestion } from '#page-data/lab.js';
import type { Run } from '#scenario/schema.js';
import { imageFor } from '../check/check-lab.js';
import { Checking } from '../check/checking.js';
import { Exploring } from '../explore/exploring.js';
import { ErrorSearch } from '../run/error-search.js';
import { runnableOf } from '../run/programs.js';
import { Running } from '../run/running.js';
import { Panes } from '../terminal/panes.js';
import type { Shown } from '../xray/recorder.js';
import { MachineLife } from './machine-life.js';
import type { Project, ProjectSource } from './project.js';
import type { SessionState } from './state.js';

export class Session {
  readonly panes = new Panes();
  readonly life: MachineLife;
  readonly running: Running;
  readonly checking: Checking;
  readonly errors: ErrorSearch;
  readonly exploring: Exploring;
  /** What Run and Check take. */
  readonly source: ProjectSource;
  /** What the machine can start from: the first one at first. */
  readonly images: readonly Parts[];
  /** What it starts from. */
  readonly image: ReadonlySignal<Parts>;
  /** Whether the machine's whole boot can be shown. */
  readonly boots: boolean;
  readonly state: ReadonlySignal<SessionState>;
  readonly #image: Signal<Parts>;

  /** Call `life.start()` once the page is there. */
  constructor({ parts, others }: { readonly parts: Parts; readonly others: readonly Parts[] }, source: ProjectSource) {
    this.images = [parts, ...others];
    this.image = this.#image = signal(parts);
    this.boots = parts.boots;
    this.source = source;
    const { panes } = this;
    this.life = new MachineLife((options) => launch(this.#image.peek(), options), panes.console);
    this.running = new Running(this.life, panes, source, () => this.#image.peek().manifest.compiler);
    this.errors = new ErrorSearch(this.life, source, () => this.#image.value.manifest.compiler);
    this.checking = new Checking(this.images, () => this.#image.peek(), source);
    this.exploring = new Exploring(this.images, () => this.#image.peek(), source);
    this.state = computed(() => {
      const state = this.life.state.value;
      if (state.kind !== 'ready' || panes.busy.value.length === 0) return state;
      const what = panes.busy.value.map(({ note, name }) => note.value || name).join(', ');
      return { kind: 'running', what, pressed: this.running.pressed.value };
    });
    const name = computed(() => source.project()?.name);
    effect(() => {
      if (this.life.state.value.kind === 'ready' && name.value !== undefined)
        untracked(() => void this.running.settle());
    });
  }

  /** Shows the instant that the open example's guide has a link to: of a run on a machine of its own. */
  async look(): Promise<void> {
    await this.#lead('look', async (project, run, signal) => {
      const { takeLook } = await import('../xray/look.js');
      return takeLook(this.#image.peek(), project, run, signal);
    });
  }

  /**
   * Shows the instant that answers what the guide asks, and whether somebody has predicted it.
   *
   * @param typed what that person has answered
   */
  async predict(typed: string): Promise<void> {
    await this.#lead('predict', async (project, run, signal) => {
      const { takePrediction } = await import('../xray/look.js');
      return takePrediction(this.#image.peek(), project, run, typed, signal);
    });
  }

  /**
   * Shows the instant of a lab's run that answers a question of the lab.
   *
   * @param typed what the person has answered
   */
  async predictOfLab(question: LabQuestion, typed: string): Promise<void> {
    const project = this.source.project();
    if (!project?.lab) return;
    const { lab, files } = project;
    await this.running.recorder.show(question.title, async (signal) => {
      await this.source.save();
      const { takeLabPrediction } = await import('../xray/lab-prediction.js');
      return takeLabPrediction(imageFor(lab, this.images), lab, files, question, typed, signal);
    });
  }

  /** To what of the open example's runs the guide leads. */
  async #lead(
    to: 'look' | 'predict',
    take: (project: Project, run: Run, signal: AbortSignal) => Promise<Shown>,
  ): Promise<void> {
    const project = this.source.project();
    const run = project?.example?.runs.find((one) => one[to] !== undefined);
    if (!project || !run) return;
    await this.running.recorder.show(run.name, async (signal) => {
      await this.source.save();
      return take(project, run, signal);
    });
  }

  /** Shows what Run would start under two timings under which it does not do the same, beside each other. */
  async compare(): Promise<void> {
    const project = this.source.project();
    const runnable = project && runnableOf(project);
    const choice = runnable && this.running.choiceOf(runnable.choices);
    if (!choice) return;
    const { recorder, arguments: words, input } = this.running;
    const given = { words: words.peek().trim(), input: input.peek() };
    await recorder.show(choice.name, async (signal) => {
      await this.source.save();
      const { takeTimings } = await import('../xray/timings.js');
      const parts = project.lab ? imageFor(project.lab, this.images) : this.#image.peek();
      return takeTimings(parts, project, runnable, choice, given, signal);
    });
  }

  /**
   * Goes on with the compiler of another image: another machine, started from its snapshot. What runs now is ended.
   *
   * @returns once it is ready, or lost
   */
  async compileWith(image: Parts): Promise<void> {
    this.#image.value = image;
    this.running.lacking.value = undefined;
    await this.life.start();
  }
}
