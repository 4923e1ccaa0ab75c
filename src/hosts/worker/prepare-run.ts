// From the files of a project to programs that can be started, by the compiler or by the project's makefile.
import type { Compiler } from '#guest/compile.js';
import type { MakeSpec } from '#guest/make.js';
import type { JobResult } from '#guest/run-job.js';
import type { Limits } from '#util/deadline.js';
import { IpclabError } from '#util/error.js';
import { commandsOf, type Command } from './commands.js';
import { placeFiles, textOf, type PlacedFiles } from './place-files.js';
import type { RemoteContainer } from './remote-container.js';

export interface RunPlan extends PlacedFiles {
  /** Built by make instead: the folder with the makefile, and the target. */
  readonly make?: Pick<MakeSpec, 'folder' | 'target'> | undefined;
}

export interface PreparedRun {
  /** What the compiler, or make, said. */
  readonly compiled: JobResult;
  /** None: it does not compile. */
  readonly commands: readonly Command[];
  /** Where they are started. */
  readonly directory: string;
  /** Files that are programs, by their name below the folder of the run. */
  readonly built: ReadonlySet<string>;
}

/**
 * @param words what a person wrote after `--`
 * @throws IpclabError `usage` when nobody knows what to start
 */
export async function prepareRun(
  container: RemoteContainer,
  compiler: Compiler,
  plan: RunPlan,
  words: readonly string[],
  limits?: Limits,
): Promise<PreparedRun> {
  const { files, directory: below = '' } = plan;
  const { directory, ...spec } = await placeFiles(container, compiler, plan, limits);
  const inRun = (name: string): string => (below === '' ? name : `${below}/${name}`);
  if (plan.make) {
    const { programs, ...compiled } = await container.make({ compiler, directory, ...plan.make }, limits);
    const isMade = compiled.status.exit === 0;
    const commands = isMade ? [madeCommand(programs, words)] : [];
    return { compiled, commands, directory, built: new Set(programs.map(inRun)) };
  }
  const { programs, ...compiled } = await container.build({ directory, ...spec }, limits);
  const isBuilt = compiled.status.exit === 0;
  const commands = isBuilt ? commandsOf(programs, words, (source) => textOf(files, below, source)) : [];
  return { compiled, commands, directory, built: new Set(programs.map(({ path }) => inRun(path))) };
}

/** What a person typed, or the one program that there is. */
function madeCommand(programs: readonly string[], words: readonly string[]): Command {
  const [first] = words;
  if (first !== undefined) return { program: first.replace(/^.*\//, ''), argv: words };
  const [program, ...others] = programs;
  if (program === undefined) throw new IpclabError('usage', 'make has made no program; say what to run: -- ./prog');
  if (others.length > 0) {
    throw new IpclabError('usage', `make has made ${programs.join(', ')}; say which to run: -- ./${program}`);
  }
  return { program, argv: [`./${program}`] };
}
