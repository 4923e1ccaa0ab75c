// The guest's C compiler.
import type { ContainerLimits } from '#protocol/container-spec.js';
import type { JobLimits } from '#protocol/exec-spec.js';
import { concat, decodeText, encodeText } from '#util/bytes.js';
import type { ExecTarget } from './container.js';
import { alignmentNotes, lackingNotes, type Lacks } from './lacks.js';
import { readSources } from './read-sources.js';
import type { JobResult } from './run-job.js';
import { runJob } from './run-job.js';
import { sanitizerWords, type Sanitizers } from './sanitizers.js';

/** An image's compiler, as its manifest describes it. */
export interface Compiler {
  /** The command and the words before the names of sources. */
  readonly command: readonly string[];
  /** The words after them. */
  readonly libraries: readonly string[];
  /** Of one compilation: far above what an honest program needs, and small enough for the guest to survive. */
  readonly limits: JobLimits;
  /** Of the container that it works in. */
  readonly container: ContainerLimits;
  /** What of C it has not, so that who meets it learns why. */
  readonly lacks?: Lacks | undefined;
  /** Absent: it makes no programs that find their own errors. */
  readonly sanitizers?: Sanitizers | undefined;
}

export interface CompileSpec {
  /** Number of the container to compile in; see {@link ExecSpec.container}. */
  readonly container?: number | undefined;
  readonly compiler: Compiler;
  /** Folder of the guest that the names below are relative to. */
  readonly directory: string;
  readonly sources: readonly string[];
  /** Name of what to make, or its absolute path. */
  readonly output: string;
  /** Default: a program. */
  readonly kind?: 'program' | 'object' | undefined;
  /** Who compiles; see {@link ExecSpec.user}. */
  readonly user?: string | undefined;
  /** Words between the compiler's own and the sources. */
  readonly flags?: readonly string[] | undefined;
  /** Those of {@link Sanitizers.names} that the program gets. */
  readonly sanitize?: readonly string[] | undefined;
  /** Where they are not the compiler's own. */
  readonly limits?: JobLimits | undefined;
}

/** Compiles and links; the compiler's messages are the streams of the result. */
export async function compile(target: ExecTarget, spec: CompileSpec): Promise<JobResult> {
  const result = await runJob(target, {
    container: spec.container,
    argv: compilerWords(spec),
    directory: spec.directory,
    user: spec.user,
    limits: { ...spec.compiler.limits, ...spec.limits },
  });
  const notes = await notesOn(target, spec, result);
  return notes === '' ? result : { ...result, stderr: concat([result.stderr, encodeText(notes)]) };
}

/** What the compiler should have said. */
async function notesOn(target: ExecTarget, spec: CompileSpec, { status, stdout, stderr }: JobResult): Promise<string> {
  const { lacks, command } = spec.compiler;
  // Objects are linked that it compiled before.
  const sources = spec.sources.filter((name) => !name.endsWith('.o'));
  if (!lacks || sources.length === 0) return '';
  const texts = await readSources(target, { ...spec, sources });
  const compiler = command[0] ?? '';
  if (status.exit === 0) return alignmentNotes(lacks, compiler, texts);
  return lackingNotes(lacks, compiler, decodeText(stdout) + decodeText(stderr), texts);
}

/** What the compiler is told, word by word. */
export function compilerWords(
  spec: Pick<CompileSpec, 'compiler' | 'flags' | 'sanitize' | 'kind' | 'output' | 'sources'>,
): string[] {
  const { command, libraries } = spec.compiler;
  const output = spec.output.startsWith('/') ? spec.output : `./${spec.output}`;
  // A name that begins with a dash must not be taken for an option, nor one with @ for a list of them.
  const sources = spec.sources.map((name) => (/^[-@]/.test(name) ? `./${name}` : name));
  const { flags = [], sanitize = [] } = spec;
  // A linker takes of a library what is missing by then, wherever the flags of a program name it.
  const ofLinker = flags.filter((flag) => flag.startsWith('-l'));
  const others = flags.filter((flag) => !flag.startsWith('-l'));
  const { flags: own, link } = sanitizerWords(spec.compiler, sanitize);
  if (spec.kind === 'object') return [...command, ...own, ...others, '-c', '-o', output, ...sources];
  return [...command, ...own, ...others, '-o', output, ...sources, ...link, ...ofLinker, ...libraries];
}
