// From C files to programs: one for each file with a `main`.
import { parseElf } from '#elf/file.js';
import { symbolsOf } from '#elf/symbols.js';
import { concat, decodeText } from '#util/bytes.js';
import { compile, type CompileSpec } from './compile.js';
import type { ExecTarget } from './container.js';
import { planPrograms, type ObjectFile, type PlannedProgram } from './programs.js';
import { runJob, type JobResult } from './run-job.js';

export interface BuildSpec extends CompileSpec {
  /** C files that nobody asked for: each becomes a program, too, if it has a `main` and is one by itself. */
  readonly companions?: readonly string[] | undefined;
  /** Paths of files in the folder, in whose place no program is put. */
  readonly taken?: readonly string[] | undefined;
  /** Several of the sources seem to have a `main`: all of them are not taken for one program first. */
  readonly several?: boolean | undefined;
}

export interface BuiltProgram extends PlannedProgram {
  readonly isCompanion: boolean;
}

export interface BuildResult extends JobResult {
  /** In the order of the sources, companions last; one on its own is called as the specification says. */
  readonly programs: readonly BuiltProgram[];
}

/** An object in the guest. */
interface Compiled extends ObjectFile {
  readonly path: string;
}

/** Where objects are while programs are made of them. */
const OBJECTS = '/tmp/objects';

/** What linkers say of a second `main`. */
const TWO_MAINS = /multiple definition of [`'"]main'|'main' defined twice/;

/** Compiles and links; the compiler's messages are the streams of the result. */
export async function build(target: ExecTarget, spec: BuildSpec): Promise<BuildResult> {
  const asked = await buildAsked(target, spec);
  if (asked.status.exit !== 0) return asked;
  const programs = [...asked.programs];
  const { companions = [] } = spec;
  for (const companion of companions) {
    const { objects } = await compileApart(target, spec, [companion]);
    const taken = [...(spec.taken ?? []), ...programs.map(({ path }) => path)];
    for (const program of planPrograms(objects ?? [], taken)) {
      const { status } = await link(target, spec, program, objects ?? []);
      if (status.exit === 0) programs.push({ ...program, isCompanion: true });
    }
  }
  if (programs.length > 1 || companions.length > 0) await forgetObjects(target, spec);
  return { ...asked, programs };
}

async function buildAsked(target: ExecTarget, spec: BuildSpec): Promise<BuildResult> {
  const { sources, output, several = false } = spec;
  if (sources.length === 1 || !several) {
    const result = await compile(target, spec);
    const isOne = sources.length === 1 || !TWO_MAINS.test(decodeText(concat([result.stdout, result.stderr])));
    if (isOne) return { ...result, programs: result.status.exit === 0 ? [wholeProgram(sources, output)] : [] };
  }
  const compiled = await compileApart(target, spec, sources);
  if (!compiled.objects) return { ...together(compiled.results), programs: [] };
  const planned = planPrograms(compiled.objects, spec.taken ?? []);
  // What has no main at all is for the linker to complain of.
  const programs = planned.length > 1 ? planned : [wholeProgram(sources, output)];
  const results = [...compiled.results];
  for (const program of programs) results.push(await link(target, spec, program, compiled.objects));
  const result = together(results);
  const built = programs.map((program) => ({ ...program, isCompanion: false }));
  return { ...result, programs: result.status.exit === 0 ? built : [] };
}

/** @returns no objects: one of the files does not compile */
async function compileApart(
  target: ExecTarget,
  spec: BuildSpec,
  sources: readonly string[],
): Promise<{ results: readonly JobResult[]; objects: readonly Compiled[] | undefined }> {
  const results: JobResult[] = [];
  const objects: Compiled[] = [];
  for (const [index, source] of sources.entries()) {
    const path = `${OBJECTS}/${index}/${source.replace(/^.*\//, '').replace(/\.c$/i, '')}.o`;
    // Makes the folders too.
    await target.put({ container: spec.container, path, owner: spec.user }, new Uint8Array(0));
    const result = await compile(target, { ...spec, sources: [source], output: path, kind: 'object' });
    results.push(result);
    if (result.status.exit !== 0) continue;
    const elf = parseElf(await target.get(path, undefined, spec.container));
    objects.push({ source, path, symbols: elf ? symbolsOf(elf) : [] });
  }
  return { results, objects: objects.length === sources.length ? objects : undefined };
}

function link(
  target: ExecTarget,
  spec: BuildSpec,
  { path, sources }: PlannedProgram,
  objects: readonly Compiled[],
): Promise<JobResult> {
  const own = objects.filter(({ source }) => sources.includes(source)).map(({ path }) => path);
  return compile(target, { ...spec, sources: own, output: path });
}

async function forgetObjects(target: ExecTarget, { container, user }: BuildSpec): Promise<void> {
  await runJob(target, { container, user, argv: ['rm', '-rf', OBJECTS] });
}

function wholeProgram(sources: readonly string[], path: string): BuiltProgram {
  return { name: path.replace(/^.*\//, ''), path, main: sources[0] ?? path, sources, isCompanion: false };
}

/** Several compilations as one: it failed as the first of them that did. */
function together(results: readonly JobResult[]): JobResult {
  const [first] = results;
  const decisive = results.find(({ status }) => status.exit !== 0) ?? results.at(-1) ?? first;
  if (!decisive) throw new RangeError('nothing was compiled');
  const sum = (amount: (result: JobResult) => number): number =>
    results.reduce((total, result) => total + amount(result), 0);
  const { status } = decisive;
  return {
    status: {
      ...status,
      wall: sum((result) => result.status.wall),
      usage: {
        user: sum((result) => result.status.usage.user),
        system: sum((result) => result.status.usage.system),
        maxrss: Math.max(...results.map((result) => result.status.usage.maxrss)),
        minflt: sum((result) => result.status.usage.minflt),
        majflt: sum((result) => result.status.usage.majflt),
        nvcsw: sum((result) => result.status.usage.nvcsw),
        nivcsw: sum((result) => result.status.usage.nivcsw),
      },
      written: {
        stdout: sum((result) => result.status.written.stdout),
        stderr: sum((result) => result.status.written.stderr),
      },
    },
    stdout: concat(results.map(({ stdout }) => stdout)),
    stderr: concat(results.map(({ stderr }) => stderr)),
  };
}
