// Finding memory errors: the chosen program once more, with sanitizers in it, in a place of its own beside the terminals.
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { SanitizerReport } from '#facts/sanitizer/finding.js';
import { readReport } from '#facts/sanitizer/read-report.js';
import type { Compiler } from '#guest/compile.js';
import { withSanitizerRoom } from '#guest/sanitizers.js';
import type { Machine } from '#hosts/worker/machine.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import { encodeText } from '#util/bytes.js';
import type { MachineLife } from '../session/machine-life.js';
import type { Project, ProjectSource } from '../session/project.js';
import { bytesOf } from '../workspace/content.js';
import { argvOf, linesOf, type Given } from './given.js';
import type { Choice, Runnable } from './programs.js';

/** What came of it. */
export interface Found {
  /** The program. */
  readonly name: string;
  /** Null: it does not compile with sanitizers. */
  readonly report: SanitizerReport | null;
}

const DIRECTORY = '/home/student/watched';

export class ErrorSearch {
  /** Undefined: nobody has asked. */
  readonly found = signal<Found | undefined>(undefined);
  /** Whether the machine's compiler has sanitizers. */
  readonly isThere: ReadonlySignal<boolean>;
  readonly #life: MachineLife;
  readonly #source: ProjectSource;
  readonly #compiler: () => Compiler;

  constructor(life: MachineLife, source: ProjectSource, compiler: () => Compiler) {
    this.#life = life;
    this.#source = source;
    this.#compiler = compiler;
    this.isThere = computed(() => compiler().sanitizers !== undefined);
  }

  /** Another project is open. */
  forget(): void {
    this.found.value = undefined;
  }

  /** Whether a choice is one program, without a person at a terminal. */
  static suits({ run }: Choice): boolean {
    return run === undefined;
  }

  async search(choice: Choice, { programs }: Runnable, given: Given): Promise<void> {
    const project = this.#source.project();
    if (!project || this.#life.state.peek().kind !== 'ready') return;
    this.found.value = undefined;
    await this.#life.work(`Looking for memory errors in ${choice.name}`, async (machine, signal) => {
      const report = await this.#watch(machine, project, choice, programs, given);
      signal.throwIfAborted();
      // Lines of another project that was opened meanwhile have nothing to do with it.
      if (this.#source.project()?.name === project.name) this.found.value = { name: choice.name, report };
    });
  }

  async #watch(
    machine: Machine,
    { files }: Project,
    { name, programs: needed }: Choice,
    programs: Runnable['programs'],
    given: Given,
  ): Promise<SanitizerReport | null> {
    const compiler = this.#compiler();
    const sanitize = compiler.sanitizers?.names ?? [];
    await using container = await machine.open({ limits: compiler.container });
    for (const [file, text] of files) await container.put({ path: `${DIRECTORY}/${file}` }, bytesOf(text));
    for (const program of needed) {
      const { sources = [`${program}.c`], flags } = programs[program] ?? { sources: undefined, flags: [] };
      const spec = { compiler, directory: DIRECTORY, sources, flags, sanitize, output: program };
      const { status } = await container.compile(spec);
      if (status.exit !== 0) return null;
    }
    const argv = argvOf(name, given);
    const limits = withSanitizerRoom(STUDENT_LIMITS, compiler);
    const { reports } = await container.runReporting(
      { argv, directory: DIRECTORY, limits },
      encodeText(linesOf(given)),
    );
    const sourceOf = (file: string): string | undefined => files.get(file);
    return readReport(reports.bytes, { directory: DIRECTORY, sourceOf, leaks: true, cut: reports.cut });
  }
}
