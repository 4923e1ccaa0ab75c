// Compiles an example and runs everything that its metadata says, against an agent: in the emulator, or native.
import type { Agent } from '../guest/agent.js';
import { compile } from '../guest/compile.js';
import { decodeText } from '../util/bytes.js';
import { IpclabError } from '../util/error.js';
import { checkText, type FileReader } from './check-text.js';
import { fileContent } from './file-content.js';
import { Party } from './party.js';
import type { CompileReport, ExamplePlan, ExampleResult, PartyReport, RunReport } from './plan.js';
import type { Run, TextCheck } from './schema.js';

export async function runExample(agent: Agent, plan: ExamplePlan): Promise<ExampleResult> {
  const directory = `${plan.base}/${plan.name}`;
  for (const [name, content] of Object.entries(plan.files)) {
    await agent.put({ path: `${directory}/${name}`, owner: plan.users.student }, content);
  }
  const compiles: CompileReport[] = [];
  for (const program of Object.keys(plan.example.programs))
    compiles.push(await compileOne(agent, plan, directory, program));
  const runs: RunReport[] = [];
  for (const run of plan.example.runs) runs.push(await runOne(agent, plan, directory, run));
  return { name: plan.name, compiles, runs };
}

async function compileOne(agent: Agent, plan: ExamplePlan, directory: string, program: string): Promise<CompileReport> {
  const { sources = [`${program}.c`], flags = [], compile: expected } = plan.example.programs[program] ?? {};
  const { status, stdout, stderr } = await compile(agent, {
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

async function runOne(agent: Agent, plan: ExamplePlan, directory: string, run: Run): Promise<RunReport> {
  const given = new Map(Object.entries(run.files).map(([name, content]) => [name, fileContent(content, plan.files)]));
  for (const [name, content] of given) {
    await agent.put({ path: `${directory}/${name}`, owner: plan.users.student }, content);
  }
  const read: FileReader = async (name) => given.get(name) ?? agent.get(`${directory}/${name}`);

  const programs = new Set(Object.keys(plan.example.programs));
  const parties: Party[] = [];
  for (const description of run.parties) {
    parties.push(
      new Party(agent, {
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
  const problems: string[] = [];
  for (const [name, expected] of Object.entries(run.after)) {
    problems.push(...(await checkFile(agent, `${directory}/${name}`, expected, read)));
  }
  return { name: run.name, shows: run.shows, parties: reports, problems };
}

async function checkFile(
  agent: Agent,
  path: string,
  expected: Run['after'][string],
  read: FileReader,
): Promise<string[]> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  let content: Uint8Array | undefined;
  try {
    content = await agent.get(path);
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
