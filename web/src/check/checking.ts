// Check: an example's or a lab's checks on a machine of their own, one check at a time.
import { signal } from '@preact/signals';
import type { Parts } from '#hosts/browser/parts.js';
import { problemOf } from '../session/failure.js';
import type { Project, ProjectSource } from '../session/project.js';
import type { CheckedPart, Checks } from '../session/state.js';
import { checkLab, imageFor } from './check-lab.js';
import { Checker } from './checker.js';

export class Checking {
  readonly checks = signal<Checks>({ kind: 'none' });
  readonly #images: readonly Parts[];
  readonly #source: ProjectSource;
  readonly #checker: Checker;
  #underWay: AbortController | undefined;

  /**
   * @param images with one of which a lab is checked
   * @param chosen what examples are checked with, as it is at the time
   */
  constructor(images: readonly Parts[], chosen: () => Parts, source: ProjectSource) {
    this.#images = images;
    this.#source = source;
    this.#checker = new Checker(chosen);
  }

  /** Runs the checks; by default of what is in the workspace. */
  async check(project: Project | undefined = this.#source.project()): Promise<void> {
    if ((!project?.example && !project?.lab) || this.#underWay) return;
    const { name, lab } = project;
    const { signal } = (this.#underWay = new AbortController());
    this.checks.value = { kind: 'checking', name };
    try {
      await this.#source.save();
      const parts = await this.#partsOf(project, signal);
      const passed = parts.length > 0 && parts.every(({ problems }) => problems.length === 0);
      this.checks.value = { kind: 'done', name, passed, parts, later: lab?.checksLater ?? 0 };
    } catch (error) {
      this.checks.value = signal.aborted ? { kind: 'none' } : { kind: 'failed', name, problem: problemOf(error) };
    } finally {
      this.#underWay = undefined;
    }
  }

  /** Gives up the checks that are under way. */
  stop(): void {
    this.#underWay?.abort();
  }

  /** Another project is open: what was said of the one before is over, and what is under way goes on. */
  forget(): void {
    const { kind } = this.checks.value;
    if (kind === 'done' || kind === 'failed') this.checks.value = { kind: 'none' };
  }

  async #partsOf(project: Project, signal: AbortSignal): Promise<readonly CheckedPart[]> {
    const { example, lab, files } = project;
    if (example) return this.#checker.check(project, example, signal);
    return lab ? checkLab(imageFor(lab, this.#images), lab, files, signal) : [];
  }
}
