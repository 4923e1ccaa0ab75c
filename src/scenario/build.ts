// Compiles the programs of an example or a lab.
import type { Agent } from '#guest/agent.js';
import { compile } from '#guest/compile.js';
import type { ExecTarget } from '#guest/container.js';
import { textProblems } from '#checks/text-check.js';
import { decodeText, type Bytes } from '#util/bytes.js';
import type { CompileReport } from './report.js';
import type { Program } from './schema.js';
import { putFiles, type Files, type Setting } from './setting.js';

export interface Build {
  readonly reports: readonly CompileReport[];
  /** What compiled, ready to be put into the containers of its runs. */
  readonly programs: Files;
}

/** Compiles in a container of its own: the compiler is a program like any other, and what it works on is a student's. */
export async function build(
  agent: Agent,
  setting: Setting,
  programs: Readonly<Record<string, Program>>,
  files: Files,
): Promise<Build> {
  await using context = await agent.open({ limits: setting.compiler.container });
  await putFiles(context, setting, files);
  const reports: CompileReport[] = [];
  const built: Record<string, Bytes> = {};
  for (const [name, program] of Object.entries(programs)) {
    const report = await compileOne(context, setting, name, program);
    reports.push(report);
    if (report.status.exit === 0) built[name] = await context.get(`${setting.directory}/${name}`);
  }
  return { reports, programs: built };
}

async function compileOne(
  target: ExecTarget,
  { compiler, directory, users }: Setting,
  program: string,
  { sources = [`${program}.c`], flags, compile: expected }: Program,
): Promise<CompileReport> {
  const { status, stdout, stderr } = await compile(target, {
    compiler,
    directory,
    sources,
    flags,
    output: program,
    user: users.student,
  });
  const messages = decodeText(stdout) + decodeText(stderr);
  const problems: string[] = [];
  if ((status.exit !== 0) !== (expected?.fails ?? false)) {
    problems.push(expected?.fails ? 'it compiles, and should not' : `the compiler fails: ${messages.trim()}`);
  } else if (!expected && messages !== '') {
    problems.push(`the compiler has something to say: ${messages.trim()}`);
  }
  problems.push(...textProblems('the messages', expected?.messages ?? [], stderr));
  return { program, status, messages, problems };
}
