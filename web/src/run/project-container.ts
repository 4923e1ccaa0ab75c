// A project in the guest: a container with its files, which its terminals and runs share.
import { compilerWords, type Compiler } from '#guest/compile.js';
import type { Capability } from '#protocol/container-spec.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import type { Machine } from '#hosts/worker/machine.js';
import { guestSetting, type Files } from '#scenario/setting.js';
import type { Crash } from '#facts/types.js';
import { decodeText } from '#util/bytes.js';
import { hasCode } from '#util/error.js';
import type { Program } from '#scenario/schema.js';
import type { GuestChanges } from '../session/project.js';
import type { Diagnostic } from '../session/state.js';
import { bytesOf } from '../workspace/content.js';
import { LARGEST_FILE } from '../workspace/limits.js';
import { nameFault } from '../workspace/names.js';
import { parseDiagnostics } from './diagnostics.js';
import { listFiles, stateOfFile, type Listing } from './listing.js';

export interface Compiled {
  readonly ok: boolean;
  /** What the compiler was told, word by word. */
  readonly argv: readonly string[];
  readonly messages: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A compilation, and the program as it left it; undefined: there is none. */
interface Known {
  readonly compiled: Compiled;
  readonly program: string | undefined;
}

/** A file that a person makes in a terminal for a program's sake; other new ones are what programs made. */
const isNewSource = (name: string): boolean => /\.[ch]$/.test(name) && nameFault(name) === undefined;

export class ProjectContainer {
  readonly #compiler: Compiler;
  /** As they were put there, or came from there. */
  #files: ReadonlyMap<string, string> = new Map();
  /** What was in the folder when its files were last the same as {@link #files}. */
  #listing: Listing = new Map();
  readonly #compiled = new Map<string, Known>();
  /** Processes whose crash was told. */
  readonly #told = new Set<number>();
  #last: Promise<unknown> = Promise.resolve();

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
    machine: Pick<Machine, 'open'>,
    compiler: Compiler,
    name: string,
    capabilities: readonly Capability[],
  ): Promise<ProjectContainer> {
    const container = await machine.open({ limits: compiler.container, capabilities });
    return new ProjectContainer(container, name, guestSetting(compiler, name).directory, capabilities, compiler);
  }

  /** Whether it is that project's, with those capabilities. */
  suits(name: string, capabilities: readonly Capability[]): boolean {
    return this.name === name && this.capabilities.join() === capabilities.join();
  }

  /** Whether these are the files that were last put there, or came from there. */
  has(files: ReadonlyMap<string, string>): boolean {
    return files.size === this.#files.size && [...files].every(([name, text]) => this.#files.get(name) === text);
  }

  /**
   * What was done to the project's files in the guest since the last time: by an editor there, a shell, a program. A call takes
   * one look into the folder, and reads only what is not as it was.
   */
  changes(): Promise<GuestChanges> {
    return this.#inTurn(async () => {
      const before = this.#files;
      const now = await listFiles(this.container, this.directory);
      const changed = new Map<string, string>();
      for (const [name, state] of now) {
        if (state === this.#listing.get(name) || !(before.has(name) || isNewSource(name))) continue;
        const text = await this.#read(name);
        if (text !== undefined && text !== before.get(name)) changed.set(name, text);
      }
      const gone = [...before.keys()].filter((name) => this.#listing.has(name) && !now.has(name));
      const files = new Map([...before, ...changed]);
      for (const name of gone) files.delete(name);
      if (changed.size > 0 || gone.length > 0) this.#compiled.clear();
      this.#files = files;
      this.#listing = now;
      return { before, changed, gone };
    });
  }

  /** Makes the project's files there the same as here; what programs made themselves stays. */
  put(files: ReadonlyMap<string, string>): Promise<void> {
    return this.#inTurn(async () => {
      if (this.has(files)) return;
      const before = this.#files;
      const gone = [...before.keys()].filter((name) => !files.has(name));
      const changed = [...files].filter(([name, text]) => before.get(name) !== text);
      this.#compiled.clear();
      this.#files = new Map(); // should one of these fail, all are put the next time
      if (gone.length > 0) await this.container.run({ argv: ['rm', '-f', '--', ...gone], directory: this.directory });
      await this.give(Object.fromEntries(changed.map(([name, text]) => [name, bytesOf(text)])));
      this.#listing = await listFiles(this.container, this.directory);
      this.#files = new Map(files);
    });
  }

  /** Puts files of a run beside those of the project. */
  async give(files: Files): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      await this.container.put({ path: `${this.directory}/${name}` }, content);
    }
  }

  /** What has crashed there since the last time; nobody may be there to ask any more. */
  async newCrashes(): Promise<readonly Crash[]> {
    const facts = await this.container.evidence().catch(() => null);
    const crashes = (facts?.crashes ?? []).filter(({ pid }) => !this.#told.has(pid));
    for (const { pid } of crashes) this.#told.add(pid);
    return crashes;
  }

  /** Compiles a program, unless that was done, no file has changed since, and the program is still as the compiler left it. */
  async compile(program: string, spec: Pick<Program, 'sources' | 'flags'>): Promise<Compiled> {
    const known = this.#compiled.get(program);
    if (known && known.program === (await this.#stateOf(program))) return known.compiled;
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
    this.#compiled.set(program, { compiled, program: await this.#stateOf(program) });
    return compiled;
  }

  #stateOf(file: string): Promise<string | undefined> {
    return stateOfFile(this.container, this.directory, file);
  }

  /** @returns undefined: it is no text, too large for a project, or gone again */
  async #read(name: string): Promise<string | undefined> {
    try {
      const content = await this.container.get(`${this.directory}/${name}`, LARGEST_FILE);
      const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
      return text.includes('\0') ? undefined : text;
    } catch (error) {
      if (error instanceof TypeError || hasCode(error, 'guest-refused')) return undefined;
      throw error;
    }
  }

  /** One after the other, or one would take the other's files for the guest's doing. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
