// Compiles an example and runs everything that its metadata says, against an agent: in the emulator, or native.
import type { Agent } from '../guest/agent.js';
import { compile } from '../guest/compile.js';
import type { Place } from '../guest/container.js';
import { CONTAINER_LIMITS } from '../guest/limits.js';
import { decodeText, type Bytes } from '../util/bytes.js';
import { IpclabError } from '../util/error.js';
import { checkText, type FileReader } from './check-text.js';
import { fileContent } from './file-content.js';
import { Party } from './party.js';
import {
  sentencesOf,
  type CompileReport,
  type ExamplePlan,
  type ExampleResult,
  type PartyReport,
  type RunReport,
} from './plan.js';
import type { Run, TextCheck } from './schema.js';

export async function runExample(agent: Agent, plan: ExamplePlan): Promise<ExampleResult> {
  const directory = `${plan.base}/${plan.name}`;
  const { compiles, programs } = await compileAll(agent, plan, directory);
  const runs: RunReport[] = [];
  for (const run of plan.example.runs) runs.push(await runOne(agent, plan, directory, run, programs));
  return { name: plan.name, compiles, runs };
}

type Files = ReadonlyMap<string, Bytes>;

/** The compiler is a program like any other, and what it works on is a student's. */
async function compileAll(
  agent: Agent,
  plan: ExamplePlan,
  directory: string,
): Promise<{ compiles: CompileReport[]; programs: Files }> {
  await using workshop = await agent.open({ limits: CONTAINER_LIMITS });
  await putAll(workshop, plan, directory, Object.entries(plan.files));
  const compiles: CompileReport[] = [];
  const programs = new Map<string, Bytes>();
  for (const program of Object.keys(plan.example.programs)) {
    const report = await compileOne(workshop, plan, directory, program);
    compiles.push(report);
    if (report.status.exit === 0) programs.set(program, await workshop.get(`${directory}/${program}`));
  }
  return { compiles, programs };
}

async function putAll(
  place: Place,
  plan: ExamplePlan,
  directory: string,
  files: Iterable<readonly [name: string, content: Bytes]>,
  mode?: number,
): Promise<void> {
  for (const [name, content] of files) {
    await place.put({ path: `${directory}/${name}`, owner: plan.users.student, mode }, content);
  }
}

async function compileOne(place: Place, plan: ExamplePlan, directory: string, program: string): Promise<CompileReport> {
  const { sources = [`${program}.c`], flags = [], compile: expected } = plan.example.programs[program] ?? {};
  const { status, stdout, stderr } = await compile(place, {
    compiler: plan.compiler,
    directory,
    sources,
    flags,
    output: program,
    user: plan.users.student,
  });
  const messages = decodeText(stdout) + decodeText(stderr);
  const problems: string[] = [];
  if ((status.exit !== 0) !== (expected?.fails ?? false)) {
    problems.push(expected?.fails ? 'it compiles, and should not' : `the compiler fails: ${messages.trim()}`);
  } else if (!expected && messages !== '') {
    problems.push(`the compiler has something to say: ${messages.trim()}`);
  }
  const noFiles: FileReader = () => Promise.resolve(new Uint8Array(0));
  problems.push(...(await failures('the messages', expected?.messages ?? [], stderr, noFiles)));
  return { program, status, messages, problems };
}

/** Each run has a container of its own, so that none finds what another left. */
async function runOne(agent: Agent, plan: ExamplePlan, directory: string, run: Run, built: Files): Promise<RunReport> {
  await using place = await agent.open({ limits: CONTAINER_LIMITS, capabilities: run.capabilities });
  const given = new Map(Object.entries(run.files).map(([name, content]) => [name, fileContent(content, plan.files)]));
  await putAll(place, plan, directory, [...Object.entries(plan.files), ...given]);
  await putAll(place, plan, directory, built, 0o755);
  const read: FileReader = async (name) => given.get(name) ?? place.get(`${directory}/${name}`);

  const programs = new Set(Object.keys(plan.example.programs));
  const parties: Party[] = [];
  for (const description of run.parties) {
    parties.push(
      new Party(place, {
        description,
        directory,
        programs,
        wallLimit: run.wallLimit,
        before: [...parties],
        users: plan.users,
        given,
      }),
    );
  }
  const reports: PartyReport[] = [];
  for (const party of parties) {
    const { status, stdout, stderr, problems } = await party.result;
    const { description } = party;
    reports.push({
      name: party.name,
      status,
      stdout: decodeText(stdout),
      stderr: decodeText(stderr),
      problems: [
        ...problems,
        ...(await failures('standard output', description.stdout ?? [], stdout, read)),
        ...(await failures('standard error', description.stderr ?? [], stderr, read)),
      ],
    });
  }
  const evidence = await place.evidence();
  const problems = missing(run.evidence, sentencesOf({ parties: reports, evidence }));
  for (const [name, expected] of Object.entries(run.after)) {
    problems.push(...(await checkFile(place, `${directory}/${name}`, expected, read)));
  }
  return { name: run.name, shows: run.shows, parties: reports, evidence, problems };
}

/** The patterns that no sentence matches. */
function missing(patterns: readonly string[], sentences: readonly string[]): string[] {
  return patterns
    .filter((pattern) => !sentences.some((sentence) => new RegExp(pattern).test(sentence)))
    .map((pattern) => `no evidence matches /${pattern}/: ${sentences.join('; ') || 'there is none'}`);
}

async function checkFile(
  place: Place,
  path: string,
  expected: Run['after'][string],
  read: FileReader,
): Promise<string[]> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  let content: Uint8Array | undefined;
  try {
    content = await place.get(path);
  } catch (error) {
    if (!(error instanceof IpclabError) || error.code !== 'guest-refused') throw error;
    if (error.data['errno'] === 'ENOENT') return 'absent' in expected ? [] : [`there is no file ${name}`];
    if (!('absent' in expected)) return [`the file ${name}: ${error.message}`];
  }
  if ('absent' in expected) return [`the file ${name} is still there`];
  return failures(`the file ${name}`, expected, content ?? new Uint8Array(0), read);
}

async function failures(
  what: string,
  checks: readonly TextCheck[],
  bytes: Uint8Array,
  read: FileReader,
): Promise<string[]> {
  const found = await Promise.all(checks.map((check) => checkText(check, bytes, read)));
  return found.filter((problem) => problem !== undefined).map((problem) => `${what}: ${problem}`);
}
