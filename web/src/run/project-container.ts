// Where a project is in the guest: a container with its files, which its terminals and runs share.
import { compilerWords, type Compiler } from '#guest/compile.js';
import type { Capability } from '#protocol/container-spec.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import type { Machine } from '#hosts/worker/machine.js';
import { guestSetting, type Files } from '#scenario/setting.js';
import { decodeText, encodeText } from '#util/bytes.js';
import type { Program } from '#scenario/schema.js';
import type { Diagnostic } from '../session/state.js';
import { parseDiagnostics } from './diagnostics.js';

export interface Compiled {
  readonly ok: boolean;
  /** What the compiler was told, word by word. */
  readonly argv: readonly string[];
  readonly messages: string;
  readonly diagnostics: readonly Diagnostic[];
}

export class ProjectContainer {
  readonly #compiler: Compiler;
  #files: ReadonlyMap<string, string> = new Map();
  readonly #compiled = new Map<string, Compiled>();

  private constructor(
    readonly container: RemoteContainer,
    readonly name: string,
    /** Working directory of compiler, programs and shells. */
    readonly directory: string,
    readonly capabilities: readonly Capability[],
    compiler: Compiler,
  ) {
    this.#compiler = compiler;
  }

  static async open(
    machine: Machine,
    compiler: Compiler,
    name: string,
    capabilities: readonly Capability[],
  ): Promise<ProjectContainer> {
    const container = await machine.open({ limits: compiler.container, capabilities });
    return new ProjectContainer(container, name, guestSetting(compiler, name).directory, capabilities, compiler);
  }

  /** Whether it is the place of that project with those capabilities. */
  suits(name: string, capabilities: readonly Capability[]): boolean {
    return this.name === name && this.capabilities.join() === capabilities.join();
  }

  /** Whether the project's files are there as they are here. */
  has(files: ReadonlyMap<string, string>): boolean {
    return files.size === this.#files.size && [...files].every(([name, text]) => this.#files.get(name) === text);
  }

  /** Makes the project's files there the same as here; what programs made themselves stays. */
  async put(files: ReadonlyMap<string, string>): Promise<void> {
    if (this.has(files)) return;
    const gone = [...this.#files.keys()].filter((name) => !files.has(name));
    const changed = [...files].filter(([name, text]) => this.#files.get(name) !== text);
    this.#compiled.clear();
    this.#files = new Map(); // should one of these fail, all are put the next time
    if (gone.length > 0) await this.container.run({ argv: ['rm', '-f', '--', ...gone], directory: this.directory });
    await this.give(Object.fromEntries(changed.map(([name, text]) => [name, encodeText(text)])));
    this.#files = new Map(files);
  }

  /** Puts files of a run beside those of the project. */
  async give(files: Files): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      await this.container.put({ path: `${this.directory}/${name}` }, content);
    }
  }

  /** Compiles a program, unless that was done and no file has changed since. */
  async compile(program: string, spec: Pick<Program, 'sources' | 'flags'>): Promise<Compiled> {
    const known = this.#compiled.get(program);
    if (known) return known;
    const { sources = [`${program}.c`], flags } = spec;
    const { status, stdout, stderr } = await this.container.compile({
      compiler: this.#compiler,
      directory: this.directory,
      sources,
      flags,
      output: program,
    });
    const messages = decodeText(stdout) + decodeText(stderr);
    const compiled: Compiled = {
      ok: status.exit === 0,
      argv: compilerWords({ compiler: this.#compiler, sources, flags, output: program }),
      messages,
      diagnostics: parseDiagnostics(messages, new Set(this.#files.keys())),
    };
    this.#compiled.set(program, compiled);
    return compiled;
  }
}
